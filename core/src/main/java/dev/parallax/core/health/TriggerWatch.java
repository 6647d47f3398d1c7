package dev.parallax.core.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One further trigger of a region and for how long it has said what it says (H5).
 *
 * <p>It trips after it has fired without a break for {@link TriggerRules#tripMs}. It is reset after
 * it has been clear without a break for {@link TriggerRules#clearMs}, and no other trigger fires or
 * has fired within that time ("all clear"). What cannot be told is neither: it ends both waits. It
 * also holds no other trigger back: a region that gets no traffic must not wait for an error rate.
 *
 * @param kind which one
 * @param firing whether its condition holds now; absent if that cannot be told
 * @param tripped whether it makes the region UNHEALTHY
 * @param figures the measured value beside its bound, for people
 * @param since when {@code firing} last changed
 */
public record TriggerWatch(
    TriggerKind kind, Optional<Boolean> firing, boolean tripped, String figures, long since) {

  /** All triggers of a region after these readings. */
  static List<TriggerWatch> next(
      List<TriggerWatch> before, List<TriggerReading> readings, long now, TriggerRules rules) {
    var read = new ArrayList<TriggerWatch>();
    for (var reading : readings) {
      var known = before.stream().filter(watch -> watch.kind == reading.kind()).findFirst();
      read.add(known.map(watch -> watch.read(reading, now)).orElseGet(() -> of(reading, now)));
    }
    return read.stream().map(watch -> watch.settled(read, now, rules)).toList();
  }

  private static TriggerWatch of(TriggerReading reading, long now) {
    return new TriggerWatch(reading.kind(), reading.firing(), false, reading.figures(), now);
  }

  private TriggerWatch read(TriggerReading reading, long now) {
    return new TriggerWatch(
        kind,
        reading.firing(),
        tripped,
        reading.figures(),
        firing.equals(reading.firing()) ? since : now);
  }

  private TriggerWatch settled(List<TriggerWatch> all, long now, TriggerRules rules) {
    if (tripped) {
      boolean clear =
          isClear(now, rules) && all.stream().noneMatch(other -> other.holdsUp(now, rules));
      return clear ? new TriggerWatch(kind, firing, false, figures, since) : this;
    }
    boolean trips = fires() && now - since >= rules.tripMs();
    return trips ? new TriggerWatch(kind, firing, true, figures, since) : this;
  }

  /** Whether its condition holds now. */
  boolean fires() {
    return firing.orElse(false);
  }

  private boolean isClear(long now, TriggerRules rules) {
    return firing.isPresent() && !firing.get() && now - since >= rules.clearMs();
  }

  /** Whether others may not recover yet because of this one, which has not tripped. */
  private boolean holdsUp(long now, TriggerRules rules) {
    return !tripped && firing.isPresent() && !isClear(now, rules);
  }

  /** As after a time in which nobody looked: both waits begin anew. */
  TriggerWatch resumed(long now) {
    return new TriggerWatch(kind, firing, tripped, figures, now);
  }

  /** Whether two states of the triggers of one region differ by their figures at most. */
  static boolean tellTheSame(List<TriggerWatch> these, List<TriggerWatch> those) {
    return bare(these).equals(bare(those));
  }

  private static List<TriggerWatch> bare(List<TriggerWatch> watches) {
    return watches.stream()
        .map(watch -> new TriggerWatch(watch.kind, watch.firing, watch.tripped, "", 0))
        .toList();
  }
}
