package dev.parallax.core.fleet;

/** Whether an agent takes work (H6). */
public enum AgentStatus {
  /** It takes work. */
  CONNECTED,
  /** It ends what it works on and takes nothing new. */
  DRAINING,
  /** It left, or its heartbeats stopped. */
  DISCONNECTED
}
