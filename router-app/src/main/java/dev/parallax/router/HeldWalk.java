package dev.parallax.router;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the requests that wait are decided again (R17): each when it may wait no longer; and all, in
 * the order of arrival, after something changed by which a request may have become routable. A walk
 * that takes too long goes on in the next run where it stopped, and is finished before another
 * begins: a fleet that changes all the time starves none.
 */
final class HeldWalk {
  /** Most time that a run takes for a walk, and most for those that are due, ns. */
  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int DUE_BATCH = 100;

  private final HeldStore held;
  private final Again again;
  private final LongSupplier nanoTime;
  private long version = -1;
  private boolean underWay;
  private long next;
  private long end;

  /** Decides a request that waits, once more. */
  interface Again {
    /** It leaves the store if it is routed, or refused for good, or may wait no longer. */
    void decide(String executionId);
  }

  HeldWalk(HeldStore held, Again again, LongSupplier nanoTime) {
    this.held = held;
    this.again = again;
    this.nanoTime = nanoTime;
  }

  /**
   * @param admissionVersion of the fleet (see {@link
   *     dev.parallax.core.fleet.Fleet#admissionVersion})
   * @param now ms since the epoch
   */
  void run(long admissionVersion, long now) {
    if (held.isEmpty()) {
      version = admissionVersion;
      underWay = false;
      return;
    }
    decideDue(now);
    if (!underWay && version != admissionVersion) {
      version = admissionVersion;
      underWay = true;
      next = 0;
      end = held.nextArrival();
    }
    if (underWay) {
      goOn();
    }
  }

  private void decideDue(long now) {
    long stop = nanoTime.getAsLong() + PAUSE_NANOS;
    do {
      var due = held.due(now, DUE_BATCH);
      due.forEach(again::decide);
      if (due.size() < DUE_BATCH) {
        return;
      }
    } while (nanoTime.getAsLong() < stop);
  }

  private void goOn() {
    long stop = nanoTime.getAsLong() + PAUSE_NANOS;
    do {
      var first = held.firstFrom(next).filter(entry -> entry.getKey() < end);
      if (first.isEmpty()) {
        underWay = false;
        return;
      }
      next = first.get().getKey() + 1;
      underWay = next < end;
      again.decide(first.get().getValue());
    } while (underWay && nanoTime.getAsLong() < stop);
  }
}
