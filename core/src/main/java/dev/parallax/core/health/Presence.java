package dev.parallax.core.health;

/** Whether an agent is there (H6). */
public enum Presence {
  /** It left, or missed its heartbeats. */
  DISCONNECTED,
  /** Connected, but takes no new work. */
  DRAINING,
  /** Connected. */
  CONNECTED
}
