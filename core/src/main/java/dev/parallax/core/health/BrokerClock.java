package dev.parallax.core.health;

/**
 * The broker's time as far as one reader of a partition can tell: the append time of the newest
 * record it has read, plus the time that has passed here since. So neither a difference between
 * this machine's clock and the broker's, nor a backlog after an outage of the reader, ages what
 * waits to be read; and what was stored before a restart gets its full time again from the start. A
 * jump of the local clock, such as after a suspended machine, counts as one long step only.
 *
 * <p>Every record sets it anew, if need be back, so that differences between the two clocks' speed
 * do not add up. For one thread.
 */
public final class BrokerClock {
  private final long longestStepMs;
  private long newestAppend;
  private long brokerMs;
  private long localMs;

  /**
   * @param newestAppend the newest append time that is known from before; 0 if none is
   * @param local local time now
   * @param longestStepMs most that one step may add, in ms; more than the time between two calls
   */
  public BrokerClock(long newestAppend, long local, long longestStepMs) {
    this.newestAppend = newestAppend;
    this.brokerMs = newestAppend;
    this.localMs = local;
    this.longestStepMs = longestStepMs;
  }

  /** A record was read. */
  public void read(long appendedAt, long local) {
    newestAppend = Math.max(newestAppend, appendedAt);
    brokerMs = newestAppend;
    localMs = local;
  }

  /** The broker's time at this local time. */
  public long now(long local) {
    brokerMs += Math.max(0, Math.min(local - localMs, longestStepMs));
    localMs = local;
    return brokerMs;
  }
}
