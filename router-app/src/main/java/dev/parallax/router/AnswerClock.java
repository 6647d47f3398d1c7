package dev.parallax.router;

import java.util.HashMap;
import java.util.Map;

/**
 * Up to when the answers have been read. After an outage those that were in time still wait on the
 * results topic, and in the copies of what other regions returned: an execution must not time out
 * before they are read. For one thread.
 */
final class AnswerClock {
  /** Silence after which everything has been read, ms; more than a poll takes. */
  private static final long SILENCE_MS = 1_000;

  /** How long the first of a backlog is waited for, and the next of what was returned, ms. */
  private static final long BACKLOG_MS = 3_000;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long startedAt;
  private final boolean backlog;
  private final Map<String, Long> unreturned;
  private long returnedAt;
  private long readAt;
  private long appendedAt;

  /**
   * @param backlog whether answers of agents were awaited already when this task started
   * @param unreturned up to where topics of what other regions returned are to be read first,
   *     exclusive; their records bear the times of other clocks
   * @param now ms since the epoch
   */
  AnswerClock(boolean backlog, Map<String, Long> unreturned, long now) {
    this.backlog = backlog;
    this.unreturned = new HashMap<>(unreturned);
    this.startedAt = now;
    this.returnedAt = now;
    this.readAt = NEVER;
  }

  /** A result with this append time was read. */
  void read(long appended, long now) {
    appendedAt = appended;
    readAt = now;
  }

  /** What another region returned was read. */
  void returned(String topic, long offset, long now) {
    var end = unreturned.get(topic);
    if (end == null) {
      return;
    }
    returnedAt = now;
    if (offset >= end - 1) {
      unreturned.remove(topic);
    }
  }

  /** Deadlines up to here may be judged, ms since the epoch. */
  long reached(long now) {
    if (isReturning(now)) {
      return NEVER;
    }
    if (now - readAt < SILENCE_MS) {
      return Math.min(now, appendedAt);
    }
    boolean nothingReadYet = readAt < startedAt;
    return backlog && nothingReadYet && now - startedAt < BACKLOG_MS ? NEVER : now;
  }

  /** The end of a topic may be the mark of a transaction, after which nothing comes. */
  private boolean isReturning(long now) {
    if (now - returnedAt >= BACKLOG_MS) {
      unreturned.clear();
    }
    return !unreturned.isEmpty();
  }
}
