package dev.parallax.runtime.app;

import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.runtime.fault.KnownFault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What differs by where a process runs, so that all regions can share one file, and its hash.
 *
 * @param region stands for {@code controlPlane.currentRegion}
 * @param bootstrapServers stand for {@code kafka.bootstrapServers}
 * @param endpoints stand for {@code regions[].endpoint} and for that of the region's control plane
 *     among the peers, by region
 * @param peers stand for {@code regions[].kafka.bootstrapServers}, by region
 */
record Place(
    Optional<String> region,
    Optional<String> bootstrapServers,
    Map<String, URI> endpoints,
    Map<String, String> peers) {

  static final Place AS_CONFIGURED =
      new Place(Optional.empty(), Optional.empty(), Map.of(), Map.of());

  Place {
    endpoints = Map.copyOf(endpoints);
    peers = Map.copyOf(peers);
  }

  /**
   * The configuration as it is here.
   *
   * @throws KnownFault if a region is not defined in it
   */
  ParallaxConfig of(ParallaxConfig shared) {
    region.ifPresent(id -> requireDefined("--region " + id, id, shared));
    region.ifPresent(id -> requireServed(id, shared));
    endpoints.keySet().forEach(id -> requireDefined("--endpoint " + id, id, shared));
    peers.keySet().forEach(id -> requirePeer(id, shared));
    var here = shared.in(region.orElse(shared.controlPlane().currentRegion()));
    return new ParallaxConfig(
        here.regions().stream().map(this::endpoint).map(this::brokers).toList(),
        here.controlPlane().withEndpoints(endpoints),
        new Kafka(
            bootstrapServers.orElse(here.kafka().bootstrapServers()), here.kafka().properties()),
        here.schemaRegistry(),
        here.topics(),
        here.agents(),
        here.healthCheck(),
        here.executions(),
        here.input(),
        here.routing(),
        here.failover(),
        here.replication(),
        here.infrastructure());
  }

  private Region endpoint(Region region) {
    var endpoint = endpoints.get(region.id());
    return endpoint == null ? region : region.withEndpoint(endpoint);
  }

  private Region brokers(Region region) {
    var brokers = peers.get(region.id());
    return brokers == null ? region : region.withBrokers(brokers);
  }

  private static void requirePeer(String id, ParallaxConfig config) {
    requireDefined("--peer " + id, id, config);
    if (!config.isFederated()) {
      throw new KnownFault(
          "--peer "
              + id
              + ": all regions share one cluster (controlPlane.mode: global); leave it out");
    }
  }

  private static void requireServed(String id, ParallaxConfig config) {
    var served = config.controlPlane().regions();
    if (!served.contains(id)) {
      throw new KnownFault(
          "--region %s is not among controlPlane.regions (%s): add it there, or leave that key out"
              .formatted(id, String.join(", ", served)));
    }
  }

  private static void requireDefined(String option, String id, ParallaxConfig config) {
    if (!config.regionIds().contains(id)) {
      throw new KnownFault(
          option
              + ": the configuration defines no such region; name one of "
              + String.join(", ", config.regionIds()));
    }
  }
}
