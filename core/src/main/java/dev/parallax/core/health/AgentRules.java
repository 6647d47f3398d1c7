package dev.parallax.core.health;

import java.util.Set;

/**
 * When an agent is connected, and how often it is told (H6, H7).
 *
 * @param regions ids of the configured regions
 * @param ttlMs an agent is connected until its last heartbeat is older than this, in ms, &gt;= 1
 */
public record AgentRules(Set<String> regions, long ttlMs) {

  /** Least time between two reports of which only the load differs, in ms. */
  static final long LOAD_EVERY_MS = 5_000;

  /** Time after which an unchanged connected agent is told again, in ms. */
  static final long REFRESH_MS = 300_000;

  /** Time after which a disconnected agent is forgotten, in ms. */
  static final long FORGET_MS = 3_600_000;

  /** Copies the set; refuses a time that would disconnect everybody. */
  public AgentRules {
    regions = Set.copyOf(regions);
    if (ttlMs < 1) {
      throw new IllegalArgumentException("agents.ttl must be at least 1 ms, not " + ttlMs);
    }
  }
}
