package dev.parallax.core.failover;

import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Ramp;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What active-passive does by itself at every look (F2, F3).
 *
 * <ul>
 *   <li>A sick active region is left as soon as the cooldown allows. Within the cooldown nothing is
 *       said; after it, FAILOVER_BLOCKED is told once for every way in which the others are unfit,
 *       until the active region is well or another takes over.
 *   <li>Leaving a sick region comes first: where the primary is the target, that is a FAILOVER, not
 *       a FAILBACK, and waits for the cooldown but for no delay. Within the cooldown a failback
 *       that is due takes place.
 *   <li>The wait of a failback counts from when the primary became HEALTHY, though it may have been
 *       drained or without agents meanwhile; whether it is fit otherwise is asked at its end.
 *   <li>{@code automatic: false} stops F2 only; F3 has its own switch.
 *   <li>A failover that a drain caused is the operator's: it neither waits for the cooldown nor
 *       starts one, and it pins nothing.
 *   <li>The ramp needs the region before to keep the rest: there is none while that is sick or
 *       drained, and it ends for good when that becomes so.
 * </ul>
 */
final class Automatic {
  /** Most causes of one blockade that are told. */
  private static final int MOST_CAUSES = 100;

  private Automatic() {}

  static void act(Draft draft) {
    settleForce(draft);
    settleRamp(draft);
    if (draft.sight.of(active(draft)).isSick()) {
      leave(draft);
    } else {
      draft.blocked.clear();
    }
    comeBack(draft);
  }

  private static String active(Draft draft) {
    return draft.active.orElseThrow();
  }

  /** A forced region that has been as a target should be is forced no more (F4). */
  private static void settleForce(Draft draft) {
    boolean drained = draft.drained.contains(active(draft));
    if (draft.force == Force.SICK && draft.sight.of(active(draft)).isWell()) {
      draft.force = Force.DRAINED;
    }
    if (draft.force == Force.DRAINED && !drained) {
      draft.force = Force.NONE;
    }
  }

  private static void settleRamp(Draft draft) {
    draft.ramp = draft.ramp.filter(ramp -> !ramp.isOver(draft.now) && keeps(ramp.from(), draft));
  }

  /** Whether a region can keep a part of the work of the one that took over. */
  private static boolean keeps(String region, Draft draft) {
    return !draft.sight.of(region).isSick() && !draft.drained.contains(region);
  }

  private static void leave(Draft draft) {
    if (!draft.rules.automatic() || draft.force == Force.SICK || isCoolingDown(draft)) {
      return;
    }
    var sick = active(draft);
    var why = sick + " is " + draft.sight.of(sick).text();
    var target = draft.fitness().target(sick);
    if (target.isPresent()) {
      draft.activate(target.get(), Force.NONE);
      draft.automaticAt = OptionalLong.of(draft.now);
      draft.tell(Notice.Kind.FAILOVER, Optional.of(sick), target, why + " (F2)");
    } else {
      sayBlocked(sick, why, draft);
    }
  }

  private static boolean isCoolingDown(Draft draft) {
    return draft.automaticAt.isPresent()
        && draft.now - draft.automaticAt.getAsLong() < draft.rules.cooldownMs();
  }

  private static void sayBlocked(String sick, String why, Draft draft) {
    if (draft.blocked.size() < MOST_CAUSES
        && draft.blocked.add(draft.fitness().causeOfNone(sick))) {
      var others = draft.fitness().whyNone(sick);
      draft.tell(
          Notice.Kind.FAILOVER_BLOCKED,
          Optional.of(sick),
          Optional.empty(),
          why + ", and no other region is fit to take over (F2): " + others);
    }
  }

  private static void comeBack(Draft draft) {
    var primary = draft.rules.primary();
    var left = active(draft);
    if (!draft.rules.failback() || draft.pinned || left.equals(primary)) {
      return;
    }
    var facts = draft.sight.of(primary);
    long wellFor = draft.now - facts.since();
    if (facts.health() == Health.HEALTHY
        && wellFor >= draft.rules.failbackDelayMs()
        && draft.fitness().isFit(primary)) {
      draft.activate(primary, Force.NONE);
      beginRamp(left, draft);
      draft.tell(
          Notice.Kind.FAILBACK,
          Optional.of(left),
          Optional.of(primary),
          "%s has been HEALTHY for %d s without a break, failback.delay %d s (F3)"
              .formatted(primary, wellFor / 1_000, draft.rules.failbackDelayMs() / 1_000));
    }
  }

  /** The returning region's share grows, if the configuration says so and the other can serve. */
  static void beginRamp(String left, Draft draft) {
    if (draft.rules.rampMs() > 0 && keeps(left, draft)) {
      draft.ramp = Optional.of(new Ramp(left, draft.now, draft.rules.rampMs()));
    }
  }
}
