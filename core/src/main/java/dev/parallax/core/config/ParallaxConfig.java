package dev.parallax.core.config;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The normalised configuration with every default filled in: what {@code config show --effective}
 * prints (C5). Made by {@code ConfigReader}, which has checked it.
 *
 * @param regions in the order of the document, which breaks ties; at least one, exactly one primary
 * @param controlPlane what this control plane is
 * @param kafka the cluster
 * @param schemaRegistry the registry
 * @param topics how topics are named and made
 * @param agents when agents count as connected
 * @param healthCheck how regions are probed
 * @param executions how executions are run
 * @param input what inputs may be
 * @param routing how regions are chosen
 * @param failover what moves the active region, and evacuations
 * @param replication what is copied between the clusters of regions
 * @param infrastructure what stands in front of the regions
 */
public record ParallaxConfig(
    List<Region> regions,
    ControlPlane controlPlane,
    Kafka kafka,
    SchemaRegistry schemaRegistry,
    Topics topics,
    Agents agents,
    HealthCheck healthCheck,
    Executions executions,
    InputLimits input,
    Routing routing,
    FailoverPolicy failover,
    Replication replication,
    Infrastructure infrastructure) {

  /** Copies the regions. */
  public ParallaxConfig {
    regions = List.copyOf(regions);
    Objects.requireNonNull(controlPlane, "controlPlane");
    Objects.requireNonNull(replication, "replication");
    Objects.requireNonNull(infrastructure, "infrastructure");
  }

  /** Nothing is copied between clusters, and nothing said of what stands in front of them. */
  public ParallaxConfig(
      List<Region> regions,
      ControlPlane controlPlane,
      Kafka kafka,
      SchemaRegistry schemaRegistry,
      Topics topics,
      Agents agents,
      HealthCheck healthCheck,
      Executions executions,
      InputLimits input,
      Routing routing,
      FailoverPolicy failover) {
    this(
        regions,
        controlPlane,
        kafka,
        schemaRegistry,
        topics,
        agents,
        healthCheck,
        executions,
        input,
        routing,
        failover,
        Replication.NONE,
        Infrastructure.NONE);
  }

  /** Whether every region has a cluster and a control plane of its own. */
  public boolean isFederated() {
    return controlPlane.mode() == ControlPlane.Mode.FEDERATED;
  }

  /**
   * The region of this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Region region(String id) {
    return regions.stream()
        .filter(region -> region.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no region " + id));
  }

  /**
   * The configuration as it is in a region: that region is the current one, and where regions have
   * clusters of their own, the region's cluster and registry are meant. Those of the other regions
   * stay what they are.
   *
   * @throws IllegalArgumentException if there is no such region
   */
  public ParallaxConfig in(String id) {
    var region = region(id);
    return new ParallaxConfig(
        isFederated()
            ? regions.stream().map(each -> each.withRegistry(schemaRegistry)).toList()
            : regions,
        controlPlane.in(id),
        isFederated() ? region.kafka().orElse(kafka) : kafka,
        isFederated() ? region.schemaRegistry().orElse(schemaRegistry) : schemaRegistry,
        topics,
        agents,
        healthCheck,
        executions,
        input,
        routing,
        failover,
        replication,
        infrastructure);
  }

  /**
   * Base URL at which a region is probed (H8): that of its control plane, where each region has one
   * and it is named among the peers; else that of the region. Absent if neither is named.
   *
   * @throws IllegalArgumentException if there is no such region
   */
  public Optional<URI> probedAt(String id) {
    var own = region(id).endpoint();
    return isFederated() ? controlPlane.peer(id).map(Peer::endpoint).or(() -> own) : own;
  }

  /** Ids of the regions, in order. */
  public List<String> regionIds() {
    return regions.stream().map(Region::id).toList();
  }

  /** Ids of the regions other than the current one, in order. */
  public List<String> otherRegionIds() {
    return regionIds().stream().filter(id -> !id.equals(controlPlane.currentRegion())).toList();
  }

  /** The primary region (C1). */
  public Region primary() {
    return regions.stream().filter(Region::primary).findFirst().orElseThrow();
  }
}
