package dev.parallax.core.config;

import java.util.List;
import java.util.Objects;

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
    FailoverPolicy failover) {

  /** Copies the regions. */
  public ParallaxConfig {
    regions = List.copyOf(regions);
    Objects.requireNonNull(controlPlane, "controlPlane");
  }

  /** Ids of the regions, in order. */
  public List<String> regionIds() {
    return regions.stream().map(Region::id).toList();
  }

  /** The primary region (C1). */
  public Region primary() {
    return regions.stream().filter(Region::primary).findFirst().orElseThrow();
  }
}
