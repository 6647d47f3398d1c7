package dev.parallax.core.failover;

/** By what force the active region became active (F4, R11). */
public enum Force {
  /** By none, or it has been as a target should be since. */
  NONE,
  /** While it was drained, and it still is. Its drain does not exclude it. */
  DRAINED,
  /**
   * While it was not well: UNHEALTHY, or never probed. It is not left automatically before it has
   * been well once, that is HEALTHY or DEGRADED by fresh evidence; until then its health does not
   * exclude it.
   */
  SICK
}
