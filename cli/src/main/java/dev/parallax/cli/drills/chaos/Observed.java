package dev.parallax.cli.drills.chaos;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.Health;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What one cluster tells of regions and executions, as it goes on. For one thread. */
final class Observed implements AutoCloseable {
  private static final Duration READ = Duration.ofMinutes(1);

  private final TopicFollower follower;
  private final TreeMap<String, RegionState> states = new TreeMap<>();
  private final Set<String> patterns = new HashSet<>();
  private final Set<String> ended = new HashSet<>();

  private Observed(TopicFollower follower) {
    this.follower = follower;
  }

  static Observed open(Connection connection, AvroCodecs codecs) {
    var topics = connection.catalogue();
    var observed = new Observed(TopicFollower.open(connection, codecs));
    observed
        .follower
        .follow(
            topics.regions(),
            RegionState.class,
            (id, state) -> state.ifPresent(known -> observed.states.put(id, known)))
        .follow(
            connection.isFederated() ? topics.patternsView() : topics.patterns(),
            PatternDefinition.class,
            (name, pattern) -> observed.patterns.add(name))
        .follow(topics.outcomes(), ExecutionOutcome.class, (id, outcome) -> observed.ended.add(id))
        .follow(
            topics.unroutable(), UnroutableRequest.class, (id, record) -> observed.ended.add(id));
    return observed;
  }

  Observed readOn() {
    follower.catchUp(READ);
    return this;
  }

  /** Ids of executions that ended there. */
  Set<String> ended() {
    return ended;
  }

  /** Names of patterns that are known there. */
  Set<String> patterns() {
    return patterns;
  }

  /**
   * Whether all is as it should be.
   *
   * @param active the region that must be active
   */
  boolean isWell(List<String> regions, String active) {
    return states.keySet().containsAll(regions)
        && states.values().stream()
            .allMatch(
                state ->
                    state.getHealth() == Health.HEALTHY
                        && state.getAgentsConnected() > 0
                        && state.getActive() == state.getRegion().equals(active)
                        && (state.getAgreement() == null || state.getAgreement().getMajority()));
  }

  /** For people. */
  String text() {
    var text = new StringBuilder();
    states.forEach(
        (id, state) ->
            text.append(
                "%s%s %s%s, %d agents, epoch %d"
                    .formatted(
                        text.isEmpty() ? "" : "; ",
                        id,
                        state.getHealth(),
                        state.getActive() ? " active" : "",
                        state.getAgentsConnected(),
                        state.getEpoch())));
    return text.toString();
  }

  @Override
  public void close() {
    follower.close();
  }
}
