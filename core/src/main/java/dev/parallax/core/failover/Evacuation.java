package dev.parallax.core.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operators' failover and failback where all regions serve (F5).
 *
 * <ul>
 *   <li>A region that is evacuated already may be sent elsewhere: that is one more EVACUATE. A
 *       target that turns out sick can so be exchanged at once.
 *   <li>Where the target is itself evacuated, the work ends in the last region of the chain (R16):
 *       all regions of the chain must be fit. {@code --force} skips that, and never a circle.
 *   <li>{@code failback} asks no fitness: R3 keeps work from a region that is not well.
 * </ul>
 */
final class Evacuation {
  private Evacuation() {}

  static void failover(Command command, Draft draft) {
    if (command.from().isEmpty()) {
      draft.refuse(command, "name the region that is evacuated in from (F5)");
      return;
    }
    var from = command.from().get();
    var to = command.to().orElseThrow();
    var chain = chain(to, draft);
    if (chain.contains(from)) {
      draft.refuse(
          command,
          "%s towards %s makes a cycle (F5): %s"
              .formatted(from, to, from + " -> " + String.join(" -> ", chain)));
      return;
    }
    if (to.equals(draft.redirects.get(from))) {
      draft.refuse(command, from + " is evacuated towards " + to + " already (F5)");
      return;
    }
    var faults = new ArrayList<Unfit>();
    chain.forEach(region -> faults.addAll(draft.fitness().faults(region)));
    if (!faults.isEmpty() && !command.force()) {
      draft.refuse(
          command,
          "F5 asks a target that is fit by F2: "
              + Fitness.text(faults)
              + ": heal it, choose another, or skip this with --force");
      return;
    }
    draft.redirects.put(from, to);
    draft.tell(
        Notice.Kind.EVACUATE,
        Optional.of(from),
        Optional.of(to),
        "ordered (F5)",
        command,
        Refusals.skipped(faults));
  }

  /** The target, and where its own evacuations lead. */
  private static List<String> chain(String to, Draft draft) {
    var chain = new ArrayList<String>();
    for (var at = to; at != null && !chain.contains(at); at = draft.redirects.get(at)) {
      chain.add(at);
    }
    return chain;
  }

  static void failback(Command command, Draft draft) {
    var to = command.to().orElseThrow();
    var standIn = draft.redirects.get(to);
    if (standIn == null) {
      draft.refuse(command, to + " is not evacuated (F5): there is nothing to come back from");
      return;
    }
    if (command.from().filter(from -> !from.equals(standIn)).isPresent()) {
      draft.refuse(
          command,
          "from %s: %s is evacuated towards %s (F5); name that, or leave from out"
              .formatted(command.from().get(), to, standIn));
      return;
    }
    draft.redirects.remove(to);
    draft.tell(
        Notice.Kind.RETURN,
        Optional.of(standIn),
        Optional.of(to),
        "ordered (F5)",
        command,
        List.of());
  }
}
