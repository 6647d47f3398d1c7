package dev.parallax.core.failover;

import dev.parallax.core.health.ObserverReport;
import dev.parallax.core.health.Probe;
import dev.parallax.core.health.RegionEvidence;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionReport;
import dev.parallax.core.health.RegionWatch;
import dev.parallax.core.health.TrafficWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The health of all regions of one configuration: evidence in, verdicts out (H2 to H5). It has no
 * clock: {@code evidenceNow} is the broker's time, by which evidence ages, and {@code now} the
 * local one, which dates changes. For one thread.
 */
public final class RegionVerdicts {
  private final RegionPlan plan;
  private final Vantage vantage;
  private final Map<String, RegionWatch> watches = new LinkedHashMap<>();
  private final Map<String, RegionHealth> healths = new HashMap<>();
  private final Map<String, TrafficWindow> traffic = new HashMap<>();
  private final Map<String, RegionHealth> kept = new HashMap<>();
  private final Set<String> unkept = new HashSet<>();

  /**
   * @param memory what is known from before
   */
  public RegionVerdicts(RegionPlan plan, Memory memory, Vantage vantage, long now) {
    this.plan = plan;
    this.vantage = vantage;
    plan.regions().forEach(region -> remember(region, memory, now));
  }

  private void remember(String region, Memory memory, long now) {
    var watch = memory.watches().get(region);
    watches.put(
        region,
        watch == null
            ? RegionWatch.begin(region, now)
            : watch.keepOnly(Set.copyOf(plan.regions())));
    var health = memory.healths().get(region);
    healths.put(
        region, health == null ? RegionHealth.of(watches.get(region)) : health.resumed(now));
    traffic.put(region, new TrafficWindow(plan.triggers().windowMs()));
    unkept.add(region);
  }

  /** When the broker received the newest probe that counted; 0 if there is none. */
  public long newestHeardAt() {
    return watches.values().stream()
        .mapToLong(watch -> watch.newestHeardAt().orElse(0))
        .max()
        .orElse(0);
  }

  /**
   * One more probe; the next verdict says what follows. A time without probes of that region before
   * it was silence, though nobody looked then: it breaks the wait of F3.
   *
   * @param probe of defined regions
   * @param appendedAt when the broker received it
   * @return whether it counts
   */
  public boolean observe(Probe probe, long appendedAt, long now) {
    breakSilence(probe.target(), appendedAt, now);
    var before = watches.get(probe.target());
    var after = before.observe(probe, appendedAt, plan.probes());
    if (after.equals(before)) {
      return false;
    }
    watches.put(probe.target(), after);
    unkept.add(probe.target());
    return true;
  }

  /**
   * What another region's control plane says that its observer sees (F8).
   *
   * @param target a defined region
   */
  public void told(String target, ObserverReport report, long evidenceNow, long now) {
    breakSilence(target, evidenceNow, now);
    watches.put(target, watches.get(target).told(report, evidenceNow));
    unkept.add(target);
  }

  private void breakSilence(String target, long heardAt, long now) {
    var last = watches.get(target).newestHeardAt();
    if (last.isPresent() && heardAt - last.getAsLong() >= plan.probes().freshMs()) {
      judge(target, heardAt, now);
    }
  }

  /**
   * How executions of a region ended; the next verdict says what follows.
   *
   * @param region a defined one
   * @param executions all that ended, failed or not
   * @param failures those of them that failed or timed out
   * @param appendedAt when the broker received the report
   */
  public void traffic(String region, long executions, long failures, long appendedAt) {
    traffic.get(region).add(executions, failures, appendedAt);
  }

  /** Judges all regions. */
  public void judge(long evidenceNow, long now) {
    plan.regions().forEach(region -> judge(region, evidenceNow, now));
  }

  private void judge(String region, long evidenceNow, long now) {
    var seen = watches.get(region);
    var watch =
        (vantage.isOwn(region) ? seen.alive(evidenceNow) : seen)
            .judge(evidenceNow, now, plan.probes());
    if (watch.health() != seen.health()) {
      unkept.add(region);
    }
    watches.put(region, watch);
    var evidence =
        new RegionEvidence(
            vantage.agents().apply(region).connected(),
            traffic.get(region),
            watch.medianLatencyMs(evidenceNow, plan.probes()),
            vantage.ailment().apply(region));
    var triggers =
        vantage.looksAtTriggersOf(region) ? plan.triggers() : plan.triggers().withoutTriggers();
    healths.put(region, healths.get(region).next(watch, evidence, evidenceNow, now, triggers));
  }

  /** What counts of every region when work moves. */
  public Sight sight() {
    var facts = new HashMap<String, RegionFacts>();
    healths.forEach(
        (region, health) ->
            facts.put(
                region,
                new RegionFacts(
                    health.health(),
                    health.lastVerdict(),
                    health.cause(),
                    health.since(),
                    vantage.agents().apply(region).connected())));
    return new Sight(facts);
  }

  /** The observations of a region and the verdict on them. */
  public RegionWatch watch(String region) {
    return watches.get(region);
  }

  /** The health of a region. */
  public RegionHealth health(String region) {
    return healths.get(region);
  }

  /** All that there is to tell of a region's health. */
  public RegionReport report(String region, long evidenceNow, long now) {
    return healths
        .get(region)
        .report(
            watches.get(region), vantage.agents().apply(region), evidenceNow, now, plan.probes());
  }

  /** The observations to keep, by region: of those that changed since the last call. */
  public Map<String, RegionWatch> watchesToKeep() {
    var observed = new HashMap<String, RegionWatch>();
    unkept.forEach(region -> observed.put(region, watches.get(region)));
    unkept.clear();
    return observed;
  }

  /** The health to keep, by region: of those where it changed since the last call. */
  public Map<String, RegionHealth> healthsToKeep() {
    var changed = new HashMap<String, RegionHealth>();
    healths.forEach(
        (region, health) -> {
          if (kept.get(region) == null || health.differsFrom(kept.get(region))) {
            kept.put(region, health);
            changed.put(region, health);
          }
        });
    return changed;
  }
}
