package dev.parallax.router;

/**
 * Up to when the answers have been read. After an outage those that were in time still wait on the
 * results topic: an execution must not time out before they are read. For one thread.
 */
final class AnswerClock {
  /** Silence after which everything has been read, ms; more than a poll takes. */
  private static final long SILENCE_MS = 1_000;

  /** How long the first of a backlog is waited for, ms. */
  private static final long BACKLOG_MS = 3_000;

  private final long startedAt;
  private final boolean backlog;
  private long readAt;
  private long appendedAt;

  /**
   * @param backlog whether executions were running already when this task started
   * @param now ms since the epoch
   */
  AnswerClock(boolean backlog, long now) {
    this.backlog = backlog;
    this.startedAt = now;
    this.readAt = Long.MIN_VALUE / 2;
  }

  /** A result with this append time was read. */
  void read(long appended, long now) {
    appendedAt = appended;
    readAt = now;
  }

  /** Deadlines up to here may be judged, ms since the epoch. */
  long reached(long now) {
    if (now - readAt < SILENCE_MS) {
      return Math.min(now, appendedAt);
    }
    boolean nothingReadYet = readAt < startedAt;
    return backlog && nothingReadYet && now - startedAt < BACKLOG_MS ? Long.MIN_VALUE / 2 : now;
  }
}
