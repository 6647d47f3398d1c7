package dev.parallax.runtime.access;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.app.AppName;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicCatalogue;

/**
 * What the router and the health app do at their cluster: each verifies every topic of the
 * catalogue at its start, so it may look at names and settings of all, and reads and writes what
 * its topology does.
 *
 * @param config as it is where the apps run
 */
record AppRights(ParallaxConfig config, TopicCatalogue topics) {

  Rights router() {
    var rights = verifying().read(topics.agents(), topics.regions());
    rights.read(SystemTopics.standingPatterns(config));
    rights.read(topics.requests(), topics.results(), topics.cancellations());
    config.regionIds().forEach(region -> rights.write(topics.executions(region)));
    rights.write(topics.decisions(), topics.outcomes(), topics.unroutable(), topics.traffic());
    rights.write(topics.deadLetters());
    // What lies in another partition than its key's is written back.
    rights.write(topics.requests(), topics.results(), topics.cancellations());
    if (config.isFederated()) {
      var here = config.controlPlane().currentRegion();
      for (var peer : config.otherRegionIds()) {
        rights.read(topics.copy(peer, topics.summaries()));
        rights.read(topics.copy(peer, topics.forward(here)));
        rights.read(topics.copy(peer, topics.returned(here)));
        rights.write(topics.forward(peer), topics.returned(peer));
      }
    }
    return rights.streams(applicationId("router"));
  }

  Rights health() {
    var rights = verifying().read(topics.heartbeats(), topics.agents());
    rights.read(topics.probes(), topics.traffic(), topics.commands());
    // Its console shows these.
    rights.read(topics.regions(), topics.failovers(), topics.decisions());
    rights.write(topics.agents(), topics.regions(), topics.failovers(), topics.deadLetters());
    rights.write(topics.probes(), topics.heartbeats());
    if (config.isFederated()) {
      rights.write(topics.summaries(), topics.ballots());
      for (var peer : config.otherRegionIds()) {
        rights.read(topics.copy(peer, topics.summaries()));
        rights.read(topics.copy(peer, topics.ballots()));
        rights.read(topics.copy(peer, topics.commands()));
      }
    }
    return rights.streams(applicationId("health"));
  }

  Rights observer() {
    return new Rights().write(topics.probes()).topic(topics.probes().name(), DESCRIBE_CONFIGS);
  }

  /** Of an app that verifies all topics when it starts. */
  Rights verifying() {
    return new Rights().topics(SystemTopics.of(config), DESCRIBE, DESCRIBE_CONFIGS);
  }

  String applicationId(String app) {
    return AppName.of(app).applicationId(config.topics().prefix());
  }
}
