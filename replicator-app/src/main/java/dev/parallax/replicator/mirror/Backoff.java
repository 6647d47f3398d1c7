package dev.parallax.replicator.mirror;

import java.time.Duration;

/** Pauses between attempts: 0.5 s, then twice as long each time, up to 30 s. For one thread. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  /** The pause before the next attempt. */
  Duration pause() {
    var pause = next;
    var twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return pause;
  }

  /** Something worked: begins again with the shortest. */
  void reset() {
    next = FIRST;
  }
}
