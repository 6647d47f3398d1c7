package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Run;

/**
 * How many requests a turn has.
 *
 * @param warmUp of which none counts, as the app is still being compiled
 * @param counted after those
 */
public record Load(int warmUp, int counted) {
  /** Of small requests. */
  static final int COUNTED = 150_000;

  private static final int WARM_UP = 500_000;

  /** Of small requests. */
  public static Load of(Run run) {
    return of(run, COUNTED);
  }

  /** With so many that count; as many as warm an app up come before them. */
  static Load of(Run run, int counted) {
    return new Load(run.scaled(WARM_UP), run.scaled(counted));
  }

  /** As many that count, but a topic has nothing of the others. */
  Load onlyCounted() {
    return new Load(0, counted);
  }

  int all() {
    return warmUp + counted;
  }
}
