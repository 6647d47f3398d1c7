package dev.parallax.core.failover;

/**
 * Why a region is no target (F2).
 *
 * @param rule which part of the rule it breaks
 * @param text what was found, for people: {@code eu-west-1 is UNHEALTHY (down for ...)}
 */
record Unfit(Rule rule, String text) {
  /** Parts of F2. */
  enum Rule {
    /** Neither HEALTHY nor DEGRADED. */
    HEALTH,
    /** Drained. */
    DRAINED,
    /** Fewer agents than max(1, minAgents). */
    AGENTS
  }
}
