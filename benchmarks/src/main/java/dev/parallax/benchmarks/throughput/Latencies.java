package dev.parallax.benchmarks.throughput;

import java.util.Arrays;

/**
 * How long requests took from when they were due to be sent until their task could be read as
 * committed. A sender that falls behind makes them longer, not fewer.
 */
final class Latencies {
  /** In nanoseconds. */
  private final long[] sorted;

  /**
   * @param nanos of each request
   */
  Latencies(long... nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** In milliseconds; {@code share} of the requests, 0..1, took no longer. */
  double millis(double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
  }
}
