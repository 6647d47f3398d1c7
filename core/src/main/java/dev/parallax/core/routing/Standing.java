package dev.parallax.core.routing;

import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.core.fleet.Statuses;
import java.util.Arrays;

/**
 * What is known of the configured regions, by position: what a decision would otherwise look up by
 * name for each region. Made anew when a region's status changes, which heartbeats do not.
 * Immutable.
 */
final class Standing {
  private final Statuses statuses;
  private final RegionStatus[] byRegion;
  private final int[] targets;
  private final double[][] latencies;

  Standing(Statuses statuses, Regions regions) {
    int size = regions.size();
    this.statuses = statuses;
    this.byRegion = new RegionStatus[size];
    this.targets = new int[size];
    this.latencies = new double[size][size];
    Arrays.setAll(byRegion, region -> statuses.of(regions.id(region)));
    Arrays.setAll(targets, region -> target(region, regions));
    for (int origin = 0; origin < size; origin++) {
      for (int region = 0; region < size; region++) {
        latencies[origin][region] = byRegion[region].latency(regions.id(origin)).orElse(Double.NaN);
      }
    }
  }

  boolean isOf(Statuses others) {
    return statuses == others;
  }

  RegionStatus status(int region) {
    return byRegion[region];
  }

  /**
   * Position of the region whose agents are chosen in this one's place: itself, or where its
   * evacuations lead (R16). -1 if nothing stands in: along a circle, or at an undefined region.
   */
  int target(int region) {
    return targets[region];
  }

  /** Raw latency in ms; not a number if not measured, or if the origin, -1, is not defined. */
  double latency(int origin, int region) {
    return origin < 0 ? Double.NaN : latencies[origin][region];
  }

  private int target(int place, Regions regions) {
    int region = place;
    var redirect = byRegion[region].redirect();
    for (int steps = 0; redirect.isPresent(); steps++) {
      region = regions.indexOf(redirect.get());
      if (region < 0 || steps == byRegion.length) {
        return -1;
      }
      redirect = byRegion[region].redirect();
    }
    return region;
  }
}
