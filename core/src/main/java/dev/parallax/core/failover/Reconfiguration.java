package dev.parallax.core.failover;

import java.util.List;
import java.util.Optional;

/** Fits a state of before into the configuration of now. */
final class Reconfiguration {
  private Reconfiguration() {}

  static void apply(Draft draft) {
    endEvacuations(draft);
    undrain(draft);
    if (draft.rules.activePassive()) {
      seatActive(draft);
    } else {
      draft.active = Optional.empty();
      draft.pinned = false;
      draft.force = Force.NONE;
      draft.ramp = Optional.empty();
      draft.blocked.clear();
    }
  }

  private static void endEvacuations(Draft draft) {
    for (var evacuated : List.copyOf(draft.redirects.keySet())) {
      var standIn = draft.redirects.get(evacuated);
      var defined = draft.rules.regions();
      if (draft.rules.activePassive()
          || !defined.contains(evacuated)
          || !defined.contains(standIn)) {
        draft.redirects.remove(evacuated);
        draft.tell(
            Notice.Kind.RETURN,
            Optional.of(standIn),
            Optional.of(evacuated),
            "the configuration has no such evacuation (F5): it is active-passive, or lacks one of"
                + " the regions");
      }
    }
  }

  private static void undrain(Draft draft) {
    for (var drained : List.copyOf(draft.drained)) {
      if (!draft.rules.regions().contains(drained)) {
        draft.drained.remove(drained);
        draft.tell(
            Notice.Kind.UNDRAIN,
            Optional.empty(),
            Optional.of(drained),
            "the configuration does not define the region (F6)");
      }
    }
  }

  private static void seatActive(Draft draft) {
    var order = draft.rules.order();
    var primary = draft.rules.primary();
    var before = draft.active;
    draft.ramp = draft.ramp.filter(ramp -> order.contains(ramp.from()));
    if (before.isEmpty()) {
      draft.activate(primary, Force.NONE);
    } else if (!order.contains(before.get())) {
      draft.activate(primary, Force.NONE);
      draft.pinned = false;
      draft.tell(
          Notice.Kind.FAILBACK,
          before,
          Optional.of(primary),
          before.get() + " is not in the failover order of the configuration (F1)");
    }
  }
}
