package dev.parallax.core.health;

import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.ParallaxConfig;

/**
 * When a region is well (H2-H4, H7).
 *
 * @param intervalMs time between two probes of a pair, in ms, &gt;= 1
 * @param unhealthyThreshold consecutive failures that make an observer say DOWN, &gt;= 1
 * @param healthyThreshold consecutive successes that make it say UP again, &gt;= 1
 * @param quorum observers with fresh evidence that a verdict takes, and that must say DOWN to make
 *     a region UNHEALTHY: 1 in global mode (H3); in federated mode the majority of all regions (F8)
 */
public record RegionRules(
    long intervalMs, int unhealthyThreshold, int healthyThreshold, int quorum) {

  /** Time after which an unchanged region state is told again, in ms (H7). */
  public static final long REFRESH_MS = 30_000;

  /** Those of the configuration. */
  public static RegionRules of(ParallaxConfig config) {
    var check = config.healthCheck();
    return new RegionRules(
        check.interval().toMillis(),
        check.unhealthyThreshold(),
        check.healthyThreshold(),
        quorum(config));
  }

  /** One fresh observer decides in global mode (H3); else the majority of all regions (F8). */
  private static int quorum(ParallaxConfig config) {
    return config.controlPlane().mode() == ControlPlane.Mode.GLOBAL
        ? 1
        : config.regions().size() / 2 + 1;
  }

  /** Refuses what could never give a verdict. */
  public RegionRules {
    if (intervalMs < 1 || unhealthyThreshold < 1 || healthyThreshold < 1 || quorum < 1) {
      throw new IllegalArgumentException(
          "interval, thresholds and quorum must be at least 1: %d ms, %d, %d, %d"
              .formatted(intervalMs, unhealthyThreshold, healthyThreshold, quorum));
    }
  }

  /** Evidence is fresh while it is younger than this, in ms (H3). */
  public long freshMs() {
    return 3 * intervalMs;
  }

  /** A latency counts as measured until it is older than this, in ms (H4). */
  public long measuredMs() {
    return 10 * intervalMs;
  }
}
