package dev.parallax.health;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.health.AgentRules;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.util.Optional;
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
 * @param seals of what is told to other regions' control planes
 * @param formats of what the regions agree on
 */
record HealthParts(
    ParallaxConfig config,
    TopicCatalogue topics,
    AvroCodecs codecs,
    Meters meters,
    FleetCensus census,
    RegionsWritten written,
    Seals seals,
    AgreedFormats formats) {

  /** The region of this control plane, where each region has one of its own (F8). */
  Optional<String> ownRegion() {
    return config.isFederated()
        ? Optional.of(config.controlPlane().currentRegion())
        : Optional.empty();
  }

  /**
   * Shows what has not happened yet as 0: a counter that first appears with a 1 has not increased.
   */
  void countFromZero() {
    for (var kind : Notice.Kind.values()) {
      meters.failovers(kind);
    }
    meters.agentDuplicates();
    if (config.isFederated()) {
      for (var peer : config.otherRegionIds()) {
        for (var fault : PeerFault.values()) {
          meters.peerRecordsIgnored(peer, fault);
        }
      }
    }
  }

  AgentRules agentRules() {
    return new AgentRules(Set.copyOf(config.regionIds()), config.agents().ttl().toMillis());
  }
}
