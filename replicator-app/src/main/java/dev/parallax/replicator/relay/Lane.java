package dev.parallax.replicator.relay;

import dev.parallax.core.config.Replication;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One topic that outcomes are written to for other regions.
 *
 * @param name short, part of names of groups and threads
 * @param source the region's own outcomes
 * @param target where they go, with as many partitions
 * @param deadLetters where what cannot be read goes
 * @param delay the least time between an outcome and its record in {@code target}
 */
record Lane(
    String name, TopicSpec source, TopicSpec target, TopicSpec deadLetters, Duration delay) {

  /** Those that a configuration switches on. */
  static List<Lane> of(Replication.Executions executions, TopicCatalogue topics) {
    var lanes = new ArrayList<Lane>();
    executions.analytics().ifPresent(analytics -> lanes.add(delayed(topics, analytics.delay())));
    if (executions.enabled()) {
      lanes.add(
          new Lane(
              "shared",
              topics.outcomes(),
              topics.sharedOutcomes(),
              topics.deadLetters(),
              Duration.ZERO));
    }
    return List.copyOf(lanes);
  }

  static Lane delayed(TopicCatalogue topics, Duration delay) {
    return new Lane(
        "delayed", topics.outcomes(), topics.delayedOutcomes(), topics.deadLetters(), delay);
  }

  boolean isDelayed() {
    return !delay.isZero();
  }
}
