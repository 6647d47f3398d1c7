package dev.parallax.runtime.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Replication;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import dev.parallax.schemas.TopicCatalogue;

/**
 * What replicators do at the cluster of the current region: its own reads and writes there, those
 * of the other regions read what they carry away.
 *
 * @param config as it is where the cluster is
 */
record ReplicatorRights(ParallaxConfig config, TopicCatalogue topics) {
  /** MirrorMaker makes it in every target, and writes nothing into it as it is run here. */
  private static final String HEARTBEATS = "heartbeats";

  /** What Connect calls the transactions of a worker that leads its group, after the group. */
  private static final String LEADER = "connect-cluster-";

  /** The group of the region's processes, of which one copies; after the prefix. */
  private static final String TURN = "replicator-flows";

  private String here() {
    return config.controlPlane().currentRegion();
  }

  /** Of the region's own replicator. */
  Rights own() {
    var apps = new AppRights(config, topics);
    var rights = apps.verifying();
    view(rights);
    outcomes(rights);
    rights.read(topics.replicationOrders(), topics.replicationFlows());
    rights.write(topics.replicationFlows(), topics.deadLetters());
    config.otherRegionIds().forEach(peer -> copies(rights, peer));
    mirrorMaker(rights);
    var application = apps.applicationId("replicator");
    return rights
        .streams(application)
        .groupsFrom(application + "-")
        .group(config.topics().prefix() + TURN);
  }

  private void view(Rights rights) {
    rights.read(topics.patterns(), topics.publications());
    for (var peer : config.otherRegionIds()) {
      rights.read(topics.copy(peer, topics.patterns()));
      rights.read(topics.copy(peer, topics.publications()));
    }
    rights.write(topics.patternsView(), topics.publications(), topics.patterns());
  }

  private void outcomes(Rights rights) {
    Replication.Executions executions = config.replication().executions();
    if (executions.analytics().isPresent()) {
      rights.read(topics.outcomes()).write(topics.delayedOutcomes());
    }
    if (executions.enabled()) {
      rights.read(topics.outcomes()).write(topics.sharedOutcomes());
    }
  }

  /** One family for each source: topics that are listed by globs are known when they are found. */
  private void copies(Rights rights, String peer) {
    if (Carried.of(config, new Flow(peer, here())).isAny()) {
      rights.topicsFrom(
          peer + TopicCatalogue.COPY, CREATE, WRITE, ALTER, ALTER_CONFIGS, DESCRIBE_CONFIGS);
    }
  }

  private void mirrorMaker(Rights rights) {
    var own = config.topics().prefix() + Carried.OWN;
    rights
        .topicsFrom(own, CREATE, READ, WRITE, DESCRIBE_CONFIGS)
        .topic(HEARTBEATS, CREATE)
        .groupsFrom(own)
        .transactionsFrom(own)
        .transactionsFrom(LEADER + own);
  }

  /** Of the replicator of another region. */
  Rights of(String other) {
    var carried = Carried.of(config, new Flow(here(), other));
    var rights = new Rights();
    carried.always().forEach(topic -> rights.topic(topic, READ, DESCRIBE_CONFIGS));
    carried.topics().stream()
        .filter(carried::carries)
        .forEach(topic -> rights.topic(topic, READ, DESCRIBE_CONFIGS));
    for (var glob : carried.globs().globs()) {
      further(rights, glob, carried);
    }
    return rights;
  }

  /**
   * A glob as Kafka can say it: a name, or what names begin with. One that would take our own
   * topics along is left out ({@link #isTooWide}).
   */
  private static void further(Rights rights, String glob, Carried carried) {
    var begins = beginning(glob);
    if (begins.equals(glob)) {
      if (carried.carries(glob)) {
        rights.topic(glob, READ, DESCRIBE_CONFIGS);
      }
    } else if (!isTooWide(glob, carried.prefix())) {
      rights.topicsFrom(begins, READ, DESCRIBE_CONFIGS);
    }
  }

  /** Whether a right on all that begins as the glob does would be one on topics of ours. */
  static boolean isTooWide(String glob, String prefix) {
    var begins = beginning(glob);
    return !begins.equals(glob)
        && (begins.isEmpty() || prefix.startsWith(begins) || begins.startsWith(prefix));
  }

  private static String beginning(String glob) {
    return glob.split("[*?]", 2)[0];
  }
}
