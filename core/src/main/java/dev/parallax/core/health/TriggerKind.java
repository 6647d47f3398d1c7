package dev.parallax.core.health;

/** What makes a region UNHEALTHY besides failed probes (H5), by its key in the configuration. */
public enum TriggerKind {
  /** Fewer connected agents than {@code minAgents}. */
  MIN_AGENTS,
  /** A greater share of failed executions than {@code maxErrorRate}. */
  MAX_ERROR_RATE,
  /** A greater median latency of the fresh observers than {@code maxLatency}. */
  MAX_LATENCY
}
