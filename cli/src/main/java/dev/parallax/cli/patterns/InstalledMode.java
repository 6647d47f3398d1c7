package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.events.ReplicationFlow;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cluster itself tells of how patterns are published in it. Nobody may publish in a weaker
 * way than the installation does, for want of a configuration or by another than its own (P3): what
 * is written straight to the topic of patterns is used in every region as it arrives.
 *
 * @param topics names of all topics
 * @param flows what replicators reported of the copying into it
 */
record InstalledMode(Set<String> topics, List<ReplicationFlow> flows) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /**
   * Requires that the connection's configuration publishes as the cluster does.
   *
   * @throws CommandFailure if it publishes in a weaker way, or the cluster does not answer
   */
  static void require(Connection connection, AvroCodecs codecs) {
    if (StrongPublishing.rules(connection).isEmpty()) {
      read(connection, codecs).objection(connection).ifPresent(InstalledMode::refuse);
    }
  }

  private static void refuse(String objection) {
    throw CommandFailure.usage(objection);
  }

  private static InstalledMode read(Connection connection, AvroCodecs codecs) {
    Set<String> names;
    try (var admin = ClusterAdmin.open(connection)) {
      names = admin.names();
    }
    var flows = new HashMap<String, ReplicationFlow>();
    var topic = connection.catalogue().replicationFlows();
    if (connection.isFederated() && names.contains(topic.name())) {
      try (var follower = TopicFollower.open(connection, codecs)) {
        follower
            .follow(topic, ReplicationFlow.class, (flow, told) -> put(flows, flow, told))
            .catchUp(LIMIT);
      }
    }
    return new InstalledMode(names, List.copyOf(flows.values()));
  }

  private static void put(
      Map<String, ReplicationFlow> flows, String flow, Optional<ReplicationFlow> told) {
    told.ifPresentOrElse(report -> flows.put(flow, report), () -> flows.remove(flow));
  }

  /** Why patterns may not be published by this configuration; empty if they may. */
  Optional<String> objection(Connection connection) {
    if (!connection.isFederated()) {
      return Optional.of(connection).filter(this::isFederated).map(InstalledMode::unknownMode);
    }
    return flows.stream()
        .filter(flow -> flow.getTopics().contains(connection.catalogue().publications().name()))
        .findFirst()
        .map(flow -> otherMode(connection, flow));
  }

  private boolean isFederated(Connection connection) {
    var catalogue = connection.catalogue();
    return topics.contains(catalogue.patternsView().name())
        || topics.contains(catalogue.publications().name());
  }

  private static String unknownMode(Connection connection) {
    return ("the cluster at %s is one region's of several, whose configuration says how patterns are"
            + " published (replication.patterns.mode), and %s: give that of its apps by --config")
        .formatted(
            connection.bootstrapServers(),
            connection.config().isPresent()
                ? connection.source() + " says that all regions share one cluster"
                : "no configuration is known");
  }

  private static String otherMode(Connection connection, ReplicationFlow flow) {
    return ("the replicator of %s publishes patterns in all regions at once"
            + " (replication.patterns.mode: strong), as it reported of %s, but %s does not: give the"
            + " configuration of the apps by --config; if the mode was changed, restart the"
            + " replicators with it first")
        .formatted(flow.getTarget(), flow.getFlow(), connection.source());
  }
}
