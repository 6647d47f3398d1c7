package dev.parallax.core.failover;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.health.RegionRules;
import dev.parallax.core.health.TriggerRules;
import java.util.List;

/**
 * All rules by which regions are judged and moved.
 *
 * @param regions ids of all regions, in the configuration's order
 * @param probes when their probes say that they are well (H2 to H4)
 * @param triggers what makes them UNHEALTHY besides (H5)
 * @param failover how work moves (F1 to F7)
 */
public record RegionPlan(
    List<String> regions, RegionRules probes, TriggerRules triggers, FailoverRules failover) {
  /** Copies the list. */
  public RegionPlan {
    regions = List.copyOf(regions);
  }

  /** That of the configuration. */
  public static RegionPlan of(ParallaxConfig config) {
    var probes = RegionRules.of(config);
    return new RegionPlan(
        config.regionIds(),
        probes,
        TriggerRules.of(config.failover().triggers(), probes),
        FailoverRules.of(config));
  }
}
