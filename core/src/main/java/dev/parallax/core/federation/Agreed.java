package dev.parallax.core.federation;

import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What the regions agree on (F8): the failover state, and what happened last, so that each of them
 * can tell it.
 *
 * @param format in which all of them write it: part of what was agreed, so that it is the same
 *     bytes everywhere; {@value #FIRST_FORMAT} or more
 * @param state of failover
 * @param recent the last {@value #KEPT} of all notices so far, the newest last
 */
public record Agreed(int format, FailoverState state, List<Notice> recent) {
  /** The format that every release understands. */
  public static final int FIRST_FORMAT = 1;

  /** How many changes a region may miss and still tell all of them. */
  public static final int KEPT = 20;

  /** Copies the list. */
  public Agreed {
    if (format < FIRST_FORMAT) {
      throw new IllegalArgumentException("formats begin at 1: " + format);
    }
    recent = List.copyOf(recent);
  }

  /** Before anything was agreed. */
  static Agreed begin(FailoverRules rules) {
    return new Agreed(FIRST_FORMAT, FailoverState.begin(rules), List.of());
  }

  Agreed after(Step step, int inFormat) {
    var all = new ArrayList<>(recent);
    all.addAll(step.notices());
    return new Agreed(
        inFormat, step.state(), all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  /** How many came after the first {@code told} of all and are not known any more. */
  long lostAfter(long told) {
    return Math.max(0, state.notices() - told - recent.size());
  }

  /** Those that came after the first {@code told} of all, as far as they are known. */
  List<Notice> noticesAfter(long told) {
    long untold = Math.max(0, state.notices() - told);
    return recent.subList((int) Math.max(0, recent.size() - untold), recent.size());
  }
}
