package dev.parallax.core.health;

import dev.parallax.core.fleet.Health;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The health of a region: the verdict of its probes (H3) together with its further triggers (H5).
 * One trigger that has tripped makes it UNHEALTHY, whatever its probes say and though they be
 * silent. When all have been reset, the verdict of the probes holds again, and with it their last
 * verdict where they are silent: a region that was UNHEALTHY by its agents alone is not remembered
 * as such for ever.
 *
 * @param health what holds now
 * @param lastVerdict the last that was not UNKNOWN; UNKNOWN if there never was one (R3)
 * @param cause why, with figures, for people
 * @param triggers the configured ones, in the order of their kinds
 * @param trial whether it is UNHEALTHY by its error rate alone, and so gets a small share of its
 *     work to find out whether it still is (H5)
 * @param since when the health last changed
 */
public record RegionHealth(
    Health health,
    Health lastVerdict,
    String cause,
    List<TriggerWatch> triggers,
    boolean trial,
    long since) {

  /** Copies the list. */
  public RegionHealth {
    triggers = List.copyOf(triggers);
  }

  /** That of a region of which only its probes are known. */
  public static RegionHealth of(RegionWatch watch) {
    return new RegionHealth(
        watch.health(), watch.lastVerdict(), watch.cause(), List.of(), false, watch.since());
  }

  /**
   * With what is known now.
   *
   * @param watch with the verdict of now
   * @param evidence what the triggers look at
   * @param evidenceNow the broker's time, by which evidence ages
   * @param now local time, which dates changes and by which triggers are timed
   */
  public RegionHealth next(
      RegionWatch watch, RegionEvidence evidence, long evidenceNow, long now, TriggerRules rules) {
    var next =
        TriggerWatch.next(triggers, TriggerReading.of(evidence, evidenceNow, rules), now, rules);
    var tripped = next.stream().filter(TriggerWatch::tripped).toList();
    var ails = evidence.ailment().isPresent() || !tripped.isEmpty();
    var becomes = ails ? Health.UNHEALTHY : watch.health();
    return new RegionHealth(
        becomes,
        becomes == Health.UNKNOWN ? watch.lastVerdict() : becomes,
        cause(evidence.ailment(), tripped, watch),
        next,
        isTrial(evidence.ailment(), tripped, watch),
        becomes == health ? since : now);
  }

  private static String cause(
      Optional<Ailment> ailment, List<TriggerWatch> tripped, RegionWatch watch) {
    var ailments =
        Stream.concat(
                ailment.map(own -> "says of itself: " + own.text()).stream(),
                tripped.stream().map(TriggerWatch::figures))
            .toList();
    return ailments.isEmpty()
        ? watch.cause()
        : Stream.concat(
                ailments.stream(), Stream.of(watch.cause()).filter(any -> watch.isUnhealthy()))
            .collect(Collectors.joining("; "));
  }

  /** The triggers that make it UNHEALTHY, with their figures; absent if none does. */
  public Optional<Ailment> ailment() {
    return triggers.stream()
        .filter(TriggerWatch::tripped)
        .map(TriggerWatch::figures)
        .reduce((first, second) -> first + "; " + second)
        .map(text -> new Ailment(text, trial));
  }

  private static boolean isTrial(
      Optional<Ailment> ailment, List<TriggerWatch> tripped, RegionWatch watch) {
    boolean byErrors =
        tripped.isEmpty()
            ? ailment.filter(Ailment::trial).isPresent()
            : tripped.size() == 1 && tripped.get(0).kind() == TriggerKind.MAX_ERROR_RATE;
    return byErrors && !watch.isUnhealthy();
  }

  /** As after a time in which nobody looked: the triggers' waits begin anew. */
  public RegionHealth resumed(long now) {
    return new RegionHealth(
        health,
        lastVerdict,
        cause,
        triggers.stream().map(trigger -> trigger.resumed(now)).toList(),
        trial,
        since);
  }

  /** Whether this is worth remembering after {@code stored}: figures and causes are not. */
  public boolean differsFrom(RegionHealth stored) {
    return health != stored.health
        || lastVerdict != stored.lastVerdict
        || trial != stored.trial
        || since != stored.since
        || !TriggerWatch.tellTheSame(triggers, stored.triggers);
  }

  /** The verdict that counts for R3 and F2: UNKNOWN keeps the last one. */
  public Health effective() {
    return health == Health.UNKNOWN ? lastVerdict : health;
  }

  /** What there is to tell of the region. */
  public RegionReport report(
      RegionWatch watch, AgentCounts agents, long evidenceNow, long now, RegionRules rules) {
    return new RegionReport(
        watch.region(),
        health,
        lastVerdict,
        cause,
        watch.observations().values().stream()
            .map(observed -> ObserverReport.of(observed, evidenceNow, rules))
            .toList(),
        agents,
        triggers,
        trial,
        since,
        now);
  }
}
