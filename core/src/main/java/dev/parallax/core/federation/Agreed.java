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
 * @param state of failover
 * @param recent the last {@value #KEPT} of all notices so far, the newest last
 */
public record Agreed(FailoverState state, List<Notice> recent) {
  /** How many changes a region may miss and still tell all of them. */
  public static final int KEPT = 20;

  /** Copies the list. */
  public Agreed {
    recent = List.copyOf(recent);
  }

  /** Before anything was agreed. */
  static Agreed begin(FailoverRules rules) {
    return new Agreed(FailoverState.begin(rules), List.of());
  }

  Agreed after(Step step) {
    var all = new ArrayList<>(recent);
    all.addAll(step.notices());
    return new Agreed(step.state(), all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  /** Those that came after the first {@code told} of all, as far as they are known. */
  List<Notice> noticesAfter(long told) {
    long untold = Math.max(0, state.notices() - told);
    return recent.subList((int) Math.max(0, recent.size() - untold), recent.size());
  }
}
