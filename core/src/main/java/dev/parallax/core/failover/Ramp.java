package dev.parallax.core.failover;

/**
 * How the active region's share grows after a failback (F3).
 *
 * @param from region that keeps the rest
 * @param startedAt when the active region came back
 * @param durationMs how long its share grows, in ms
 */
public record Ramp(String from, long startedAt, long durationMs) {
  boolean isOver(long now) {
    return now - startedAt >= durationMs;
  }
}
