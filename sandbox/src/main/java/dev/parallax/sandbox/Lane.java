package dev.parallax.sandbox;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * What is under way in one direction over all connections of a link. The delay is the same for all,
 * so what entered first is due first and one queue keeps every connection's order. Used by the
 * link's thread, except for the cut.
 */
final class Lane {
  private final long delayNanos;
  private final ArrayDeque<Parcel> underWay = new ArrayDeque<>();
  private volatile boolean cut;

  /** What a flow sends; END and ABORT have no bytes. */
  enum Kind {
    DATA,
    END,
    ABORT
  }

  private record Parcel(Flow flow, Kind kind, ByteBuffer bytes, long dueNanos) {}

  Lane(Duration delay) {
    this.delayNanos = delay.toNanos();
  }

  void setCut(boolean cut) {
    this.cut = cut;
  }

  boolean isCut() {
    return cut;
  }

  void carry(Flow flow, Kind kind, ByteBuffer bytes, long now) {
    underWay.add(new Parcel(flow, kind, bytes, now + delayNanos));
  }

  /** Delivers what is due, unless the lane is cut. */
  void release(long now) {
    while (nanosToNext(now) <= 0) {
      var parcel = underWay.remove();
      parcel.flow().deliver(parcel.kind(), parcel.bytes());
    }
  }

  /** Time until something is due, 0 or less if it is; {@code Long.MAX_VALUE} if nothing will be. */
  long nanosToNext(long now) {
    return cut || underWay.isEmpty() ? Long.MAX_VALUE : underWay.element().dueNanos() - now;
  }
}
