package dev.parallax.core.fleet;

/** Health of a region (H3). */
public enum Health {
  /** No fresh evidence. Merely absent evidence never makes a region unhealthy (R3). */
  UNKNOWN,
  /** All observers reach it. */
  HEALTHY,
  /** Some observers do not reach it. */
  DEGRADED,
  /** It takes no work. */
  UNHEALTHY
}
