package dev.parallax.replicator.relay;

import java.util.Optional;

/** How a lane does, as its thread says and metrics and readiness read it. */
final class Standing {
  /** Later than its delay by more than this, it is not ready, ms. */
  private static final long LATE_MS = 60_000;

  private final String what;
  private volatile long waiting;
  private volatile long oldestAgeMs;
  private volatile long lateMs;
  private volatile String fault;
  private volatile boolean ended;

  /**
   * @param what the lane, for people
   */
  Standing(String what) {
    this.what = what;
  }

  /**
   * @param records that are not written yet
   * @param oldestAge of the oldest of them that was read, ms
   * @param late since when that could have been written, ms; at most 0 if it could not
   */
  void measured(long records, long oldestAge, long late) {
    waiting = records;
    oldestAgeMs = oldestAge;
    lateMs = late;
  }

  void failed(String why) {
    fault = why;
  }

  void well() {
    fault = null;
  }

  /** Its thread is gone. */
  void ended() {
    ended = true;
  }

  long waiting() {
    return waiting;
  }

  /** 0 if nothing waits. */
  double oldestSeconds() {
    return oldestAgeMs / 1_000.0;
  }

  /** Why this process does not do its part of it. */
  Optional<String> missing() {
    var failing = fault;
    if (ended) {
      return Optional.of(what + " ended: see the log; start the replicator again");
    }
    if (failing != null) {
      return Optional.of(what + " failed and is tried again: " + failing);
    }
    return lateMs > LATE_MS
        ? Optional.of(what + " is " + lateMs / 1_000 + " s late")
        : Optional.empty();
  }
}
