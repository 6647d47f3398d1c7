package dev.parallax.core.quorum;

/** Time that has passed by a clock that may be set: when it is set back, none has passed. */
final class Elapsed {
  private long last;
  private long total;

  Elapsed(long now) {
    this.last = now;
  }

  /** The time since the start, in ms; from here on it goes on from this reading of the clock. */
  long advance(long now) {
    total = at(now);
    last = now;
    return total;
  }

  /** The time since the start at this reading of the clock, in ms. */
  long at(long now) {
    return total + Math.max(0, now - last);
  }
}
