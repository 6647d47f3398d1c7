package dev.parallax.core.failover;

import dev.parallax.core.fleet.Health;

/**
 * What counts of a region when work moves.
 *
 * @param health what holds now (H3, H5)
 * @param lastVerdict the last that was not UNKNOWN; UNKNOWN if there never was one
 * @param cause why the health is what it is, with figures
 * @param since when the health last changed
 * @param agents agents connected
 */
public record RegionFacts(Health health, Health lastVerdict, String cause, long since, int agents) {
  /** Of a region that nobody has seen. */
  static final RegionFacts NONE =
      new RegionFacts(Health.UNKNOWN, Health.UNKNOWN, "never probed", 0, 0);

  /** The verdict that counts for F2: UNKNOWN keeps the last one. */
  Health effective() {
    return health == Health.UNKNOWN ? lastVerdict : health;
  }

  boolean isSick() {
    return effective() == Health.UNHEALTHY;
  }

  /** HEALTHY or DEGRADED by fresh evidence. */
  boolean isWell() {
    return health == Health.HEALTHY || health == Health.DEGRADED;
  }

  /** For people, with the cause. */
  String text() {
    return health == Health.UNKNOWN && lastVerdict != Health.UNKNOWN
        ? "UNKNOWN after " + lastVerdict + " (" + cause + ")"
        : health + " (" + cause + ")";
  }
}
