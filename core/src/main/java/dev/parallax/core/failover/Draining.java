package dev.parallax.core.failover;

import dev.parallax.core.fleet.Health;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Operators' drain and undrain (F6).
 *
 * <ul>
 *   <li>The active region is left first, by F2's order, whatever the cooldown says and without a
 *       pin; if nothing is fit, it is the last. With {@code --force} it stays the active one and is
 *       drained.
 *   <li>Any other region is the last if it can take work and no other can. A region can take work
 *       if it is not UNHEALTHY (by its last verdict where UNKNOWN; never probed is eligible, R3),
 *       not drained, not evacuated, and has an agent. In active-passive only regions of the order
 *       count.
 * </ul>
 */
final class Draining {
  private Draining() {}

  static void drain(Command command, Draft draft) {
    var region = command.from().orElseThrow();
    if (draft.drained.contains(region)) {
      draft.refuse(command, region + " is drained already (F6)");
      return;
    }
    boolean active = draft.active.filter(region::equals).isPresent();
    var target = active ? draft.fitness().target(region) : Optional.<String>empty();
    boolean last = active ? target.isEmpty() : isLast(region, draft);
    if (last && !command.force()) {
      draft.refuse(
          command,
          "%s is the last region that can take work (F6): %s; heal or undrain one, or use --force"
              .formatted(
                  region, active ? draft.fitness().whyNone(region) : whyNoOther(region, draft)));
      return;
    }
    target.ifPresent(to -> leave(command, region, to, draft));
    draft.drained.add(region);
    draft.tell(
        Notice.Kind.DRAIN,
        Optional.of(region),
        Optional.empty(),
        "ordered (F6)",
        command,
        last ? List.of("F6: " + region + " is the last region that can take work") : List.of());
  }

  private static void leave(Command command, String region, String to, Draft draft) {
    draft.activate(to, Force.NONE);
    draft.tell(
        Notice.Kind.FAILOVER,
        Optional.of(region),
        Optional.of(to),
        region + " is drained (F6)",
        command,
        List.of());
  }

  static void undrain(Command command, Draft draft) {
    var region = command.from().orElseThrow();
    if (!draft.drained.remove(region)) {
      draft.refuse(command, region + " is not drained (F6)");
      return;
    }
    draft.tell(
        Notice.Kind.UNDRAIN,
        Optional.empty(),
        Optional.of(region),
        "ordered (F6)",
        command,
        List.of());
  }

  private static boolean isLast(String region, Draft draft) {
    return takesWork(region, draft)
        && others(region, draft).stream().noneMatch(other -> takesWork(other, draft));
  }

  private static boolean takesWork(String region, Draft draft) {
    return candidates(draft).contains(region)
        && draft.sight.of(region).effective() != Health.UNHEALTHY
        && !draft.drained.contains(region)
        && !draft.redirects.containsKey(region)
        && draft.sight.of(region).agents() > 0;
  }

  private static List<String> candidates(Draft draft) {
    return draft.rules.activePassive() ? draft.rules.order() : draft.rules.regions();
  }

  private static List<String> others(String region, Draft draft) {
    return candidates(draft).stream().filter(other -> !other.equals(region)).toList();
  }

  private static String whyNoOther(String region, Draft draft) {
    return others(region, draft).stream()
        .map(other -> why(other, draft))
        .collect(Collectors.joining("; "));
  }

  private static String why(String region, Draft draft) {
    if (draft.drained.contains(region)) {
      return region + " is drained";
    }
    if (draft.redirects.containsKey(region)) {
      return region + " is evacuated";
    }
    var facts = draft.sight.of(region);
    return facts.isSick() ? region + " is " + facts.text() : region + " has no agents";
  }
}
