package dev.parallax.core.fleet;

import java.util.Objects;

/**
 * How the share of a region grows after it became active again (F3).
 *
 * @param from region that keeps the rest
 * @param startedAt when the region came back, ms since the epoch (UTC)
 * @param durationMs how long its share grows, ms; 0 is over at once
 */
public record Ramp(String from, long startedAt, long durationMs) {
  private static final double FIRST = 0.1;

  /**
   * @throws IllegalArgumentException if the duration is negative
   */
  public Ramp {
    Objects.requireNonNull(from, "from");
    if (durationMs < 0) {
      throw new IllegalArgumentException("a ramp lasts 0 ms or more: " + durationMs);
    }
  }

  /**
   * The share of executions that the region takes, 0.1 to 1: 0.1 when it comes back and before, 1
   * when the ramp is over, linear between.
   *
   * @param now ms since the epoch (UTC)
   */
  public double share(long now) {
    double passed = (double) now - startedAt;
    return isOver(now) ? 1 : FIRST + (1 - FIRST) * Math.max(0, passed) / durationMs;
  }

  /**
   * Whether the region takes all executions.
   *
   * @param now ms since the epoch (UTC)
   */
  public boolean isOver(long now) {
    return durationMs == 0 || (double) now - startedAt >= durationMs;
  }
}
