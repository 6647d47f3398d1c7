package dev.parallax.core.health;

/** What one observer says of one region (H2). */
public enum Verdict {
  /** Not enough probes yet. */
  UNKNOWN,
  /** Its probes succeed. */
  UP,
  /** Its probes fail. */
  DOWN
}
