package dev.parallax.client;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Room for so many executions at once. Safe for use by several threads. */
final class InFlight {
  private final int limit;
  private final Duration patience;
  private final Semaphore room;

  /**
   * @param limit how many at once, 1 or more
   * @param patience how long one waits for room at most
   */
  InFlight(int limit, Duration patience) {
    this.limit = limit;
    this.patience = patience;
    this.room = new Semaphore(limit, true);
  }

  /**
   * Takes room for one more, waiting for it if need be.
   *
   * @throws TooManyInFlightException if there is none in time, or the thread is interrupted, whose
   *     mark stays then
   */
  void enter() {
    try {
      if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw TooManyInFlightException.after(patience, limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TooManyInFlightException.interrupted(limit);
    }
  }

  /** Gives room back. */
  void leave() {
    room.release();
  }
}
