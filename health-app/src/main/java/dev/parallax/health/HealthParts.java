package dev.parallax.health;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.health.AgentRules;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.util.Set;

/**
 * What the processors of one process share.
 *
 * @param config the configuration
 * @param topics its topics
 * @param codecs readers and writers of records
 * @param meters of this process
 * @param census connected agents by region, as published
 * @param written whether this process writes the regions
 */
record HealthParts(
    ParallaxConfig config,
    TopicCatalogue topics,
    AvroCodecs codecs,
    Meters meters,
    FleetCensus census,
    RegionsWritten written) {

  /**
   * Shows what has not happened yet as 0: a counter that first appears with a 1 has not increased.
   */
  void countFromZero() {
    for (var kind : Notice.Kind.values()) {
      meters.failovers(kind);
    }
    meters.agentDuplicates();
  }

  AgentRules agentRules() {
    return new AgentRules(Set.copyOf(config.regionIds()), config.agents().ttl().toMillis());
  }
}
