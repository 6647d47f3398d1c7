package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A topic of a cluster by which control planes pass parts of executions (P7).
 *
 * @param topic what is read
 * @param from region whose control plane wrote it
 * @param to region for whose control plane it is
 * @param forwarded whether it holds parts that are forwarded; else what became of them
 */
record PartTopics(TopicSpec topic, String from, String to, boolean forwarded) {

  /**
   * Those of this cluster: its own, and the copies of others'. None where one control plane serves
   * all regions.
   *
   * @param existing names of the topics that exist
   */
  static List<PartTopics> of(Connection connection, Set<String> existing) {
    var topics = connection.catalogue();
    var all = new ArrayList<PartTopics>();
    for (var peer : connection.peers()) {
      var here = connection.region().orElseThrow();
      var forwardedHere = topics.copy(peer, topics.forward(here));
      var returnedHere = topics.copy(peer, topics.returned(here));
      all.add(new PartTopics(topics.forward(peer), here, peer, true));
      all.add(new PartTopics(topics.returned(peer), here, peer, false));
      all.add(new PartTopics(forwardedHere, peer, here, true));
      all.add(new PartTopics(returnedHere, peer, here, false));
    }
    return all.stream().filter(part -> existing.contains(part.topic().name())).toList();
  }

  /** The other one of the two regions. */
  String peer(Connection connection) {
    return connection.region().filter(from::equals).isPresent() ? to : from;
  }
}
