package dev.parallax.benchmarks.throughput;

import java.time.Duration;

/**
 * Until when something may be waited for.
 *
 * @param end by the clock of {@link System#nanoTime()}
 * @param what is waited for
 */
record Limit(long end, String what) {
  static Limit of(Duration time, String what) {
    return new Limit(System.nanoTime() + time.toNanos(), what);
  }

  /**
   * @throws IllegalStateException if the time is over
   */
  void check(long seen, long wanted) {
    if (System.nanoTime() - end > 0) {
      throw new IllegalStateException(
          "of %,d %s only %,d were written in time".formatted(wanted, what, seen));
    }
  }
}
