package dev.parallax.router;

import java.time.Duration;

/**
 * When the ended rows of a store are looked through for those that may be forgotten. A pass over
 * 100,000 rows takes some 400 ms, so there are few: one begins when a row can be due, but not
 * before a tenth of the idempotence has gone by since the last began. So a row is looked at about
 * ten times in its life, and outlives its time by a tenth.
 */
final class EndedWalk {
  private static final int PASSES = 10;

  private final long idempotenceMs;
  private long beganAt;
  private long nextPassAt = Long.MIN_VALUE;
  private long earliest;
  private String reached = "";

  /**
   * @param idempotence of executions, which every row that ends is kept for
   */
  EndedWalk(Duration idempotence) {
    idempotenceMs = idempotence.toMillis();
  }

  /**
   * Whether there is anything to do now.
   *
   * @param now ms since the epoch
   */
  boolean isDue(long now) {
    if (isUnderWay()) {
      return true;
    }
    if (now < nextPassAt) {
      return false;
    }
    beganAt = now;
    // What ends behind the pass is due no sooner.
    earliest = now + idempotenceMs;
    return true;
  }

  /** The key to go on from; empty at the beginning of a pass. */
  String from() {
    return reached;
  }

  /** An ended row stays until then, ms since the epoch. */
  void keep(long forgetAt) {
    earliest = Math.min(earliest, forgetAt);
  }

  /** The pass has come to this key, and goes on. */
  void pause(String key) {
    reached = key;
  }

  /** The pass is over. */
  void end() {
    reached = "";
    nextPassAt = Math.max(earliest, beganAt + idempotenceMs / PASSES);
  }

  /** Whether a pass has begun and is not over. */
  boolean isUnderWay() {
    return !reached.isEmpty();
  }
}
