package dev.parallax.replicator.mirror;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was last seen of a flow from outside the instance.
 *
 * @param topics that are carried
 * @param topicIds Kafka's id of each
 * @param lag empty while not known
 * @param problem why nothing newer could be seen; empty if it could
 */
record Sight(
    List<String> topics,
    Map<String, String> topicIds,
    Optional<Lag> lag,
    Optional<String> problem) {

  static final Sight NONE = new Sight(List.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Nothing newer could be seen: topics hold, the lag is not known any more. */
  Sight lost(String why) {
    return new Sight(topics, topicIds, Optional.empty(), Optional.of(why));
  }
}
