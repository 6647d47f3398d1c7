package dev.parallax.runtime.access;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicCatalogue;
import java.util.List;

/**
 * What those do at a cluster who use an installation or look after it.
 *
 * @param config as it is where the cluster is
 */
record PeopleRights(ParallaxConfig config, TopicCatalogue topics) {
  /** What commands call their transactions, such as those that publish several patterns. */
  static final String COMMANDS = "parallax-cli-";

  /** Clients assign partitions and commit nothing: no group is needed. */
  Rights producer() {
    return new Rights()
        .write(topics.requests(), topics.cancellations())
        .read(topics.outcomes(), topics.unroutable(), topics.deadLetters());
  }

  Rights agent(String region) {
    return new Rights()
        .read(topics.executions(region))
        .write(topics.results(), topics.heartbeats());
  }

  /** Groups of their own, as analysts' tools commit offsets. */
  Rights analyst() {
    var rights =
        new Rights()
            .read(topics.decisions(), topics.outcomes(), topics.traffic(), topics.failovers());
    if (config.isFederated()) {
      var here = config.controlPlane().currentRegion();
      if (config.replication().executions().analytics().isPresent()) {
        rights.read(topics.delayedOutcomes());
      }
      for (var peer : config.otherRegionIds()) {
        var carried = Carried.of(config, new Flow(peer, here));
        List.of(topics.delayedOutcomes(), topics.sharedOutcomes(), topics.decisions()).stream()
            .filter(topic -> carried.carries(topic.name()))
            .forEach(topic -> rights.read(topics.copy(peer, topic)));
      }
    }
    return rights.groupsFrom(installation() + "analyst-");
  }

  Rights operator() {
    var rights = new Rights().topics(SystemTopics.of(config), READ, DESCRIBE_CONFIGS);
    copies(rights);
    rights.write(topics.patterns(), topics.commands(), topics.cancellations());
    if (config.isFederated()) {
      rights.write(topics.publications(), topics.replicationOrders());
    }
    return rights.transactionsFrom(COMMANDS);
  }

  /** Those that replication makes beside the ones of the catalogue: to be looked at, too. */
  private void copies(Rights rights) {
    if (config.isFederated()) {
      config
          .otherRegionIds()
          .forEach(peer -> rights.topicsFrom(peer + TopicCatalogue.COPY, READ, DESCRIBE_CONFIGS));
    }
  }

  /** The topics' prefix as names of groups begin: {@code parallax-} for {@code parallax.}. */
  private String installation() {
    var prefix = config.topics().prefix();
    return prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) + "-" : prefix;
  }
}
