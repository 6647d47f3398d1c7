package dev.parallax.core.failover;

import java.util.List;
import java.util.Optional;

/**
 * Operators' failover and failback where one region serves (F4).
 *
 * <ul>
 *   <li>{@code --force} skips fitness and nothing else: the region must still be in the order, must
 *       not be active, and {@code --from} must name the active one.
 *   <li>A target that was forced while it was never probed is left as one that was UNHEALTHY: only
 *       after it has been well once. The operator knew more than the probes.
 *   <li>A forced target that turns out fit was not forced: nothing was skipped.
 *   <li>{@code failback} to a primary that is active but pinned takes the pin away; it is a
 *       FAILBACK without a region that it came from.
 * </ul>
 */
final class ActivePassive {
  private static final String REPAIR = ": heal it, choose another, or skip this with --force";

  private ActivePassive() {}

  static void failover(Command command, Draft draft) {
    var to = command.to().orElseThrow();
    if (refusesPlace(command, to, draft)) {
      return;
    }
    var left = draft.active.orElseThrow();
    if (to.equals(left)) {
      draft.refuse(command, to + " is the active region already (F4): name another in to");
      return;
    }
    var faults = draft.fitness().faults(to);
    if (!faults.isEmpty() && !command.force()) {
      draft.refuse(command, "F4 asks a target that is fit by F2: " + Fitness.text(faults) + REPAIR);
      return;
    }
    draft.activate(to, force(faults));
    draft.pinned = true;
    draft.tell(
        Notice.Kind.FAILOVER,
        Optional.of(left),
        Optional.of(to),
        "ordered; no automatic failback until failback is ordered (F4)",
        command,
        Refusals.skipped(faults));
  }

  static void failback(Command command, Draft draft) {
    var to = command.to().orElseThrow();
    var primary = draft.rules.primary();
    if (refusesPlace(command, to, draft)) {
      return;
    }
    if (!to.equals(primary)) {
      draft.refuse(
          command,
          "failback goes to the primary, %s (F4): to move to %s, order a failover"
              .formatted(primary, to));
      return;
    }
    if (draft.active.orElseThrow().equals(primary)) {
      unpin(command, primary, draft);
      return;
    }
    var faults = draft.fitness().faults(primary);
    if (!faults.isEmpty() && !command.force()) {
      draft.refuse(
          command,
          "F4 asks the same fitness of the primary as F2: " + Fitness.text(faults) + REPAIR);
      return;
    }
    comeBack(command, primary, faults, draft);
  }

  private static void comeBack(Command command, String primary, List<Unfit> faults, Draft draft) {
    var left = draft.active.orElseThrow();
    draft.activate(primary, force(faults));
    draft.pinned = false;
    Automatic.beginRamp(left, draft);
    draft.tell(
        Notice.Kind.FAILBACK,
        Optional.of(left),
        Optional.of(primary),
        "ordered (F4)",
        command,
        Refusals.skipped(faults));
  }

  private static void unpin(Command command, String primary, Draft draft) {
    if (!draft.pinned) {
      draft.refuse(command, primary + " is the active region already and not pinned (F4)");
      return;
    }
    draft.pinned = false;
    draft.tell(
        Notice.Kind.FAILBACK,
        Optional.empty(),
        Optional.of(primary),
        "ordered; " + primary + " was active already, automatic failback is on again (F4)",
        command,
        List.of());
  }

  private static boolean refusesPlace(Command command, String to, Draft draft) {
    var order = draft.rules.order();
    var current = draft.active.orElseThrow();
    if (!order.contains(to)) {
      draft.refuse(
          command,
          "%s is not in the failover order (F1, F4), which is %s"
              .formatted(to, String.join(", ", order)));
      return true;
    }
    if (command.from().filter(from -> !from.equals(current)).isPresent()) {
      draft.refuse(
          command,
          "from %s: it is not the active region, %s is (F4); name that, or leave from out"
              .formatted(command.from().get(), current));
      return true;
    }
    return false;
  }

  private static Force force(List<Unfit> faults) {
    if (faults.stream().anyMatch(fault -> fault.rule() == Unfit.Rule.HEALTH)) {
      return Force.SICK;
    }
    return faults.stream().anyMatch(fault -> fault.rule() == Unfit.Rule.DRAINED)
        ? Force.DRAINED
        : Force.NONE;
  }
}
