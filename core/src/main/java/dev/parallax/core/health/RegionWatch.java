package dev.parallax.core.health;

import dev.parallax.core.fleet.Health;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of the health of one region: its observations and the verdict on them. Two
 * clocks meet here: {@code evidenceNow}, the broker's, by which evidence ages, and {@code now}, the
 * local one, which dates changes.
 *
 * @param region region id
 * @param observations by observer
 * @param health verdict of the last judgement (H3)
 * @param lastVerdict the last one that was not UNKNOWN; UNKNOWN if there never was one
 * @param cause why
 * @param since when the health last changed
 */
public record RegionWatch(
    String region,
    SortedMap<String, Observation> observations,
    Health health,
    Health lastVerdict,
    String cause,
    long since) {

  /** Copies the map. */
  public RegionWatch {
    observations = Collections.unmodifiableSortedMap(new TreeMap<>(observations));
  }

  /** A region nobody has probed yet. */
  public static RegionWatch begin(String region, long now) {
    return new RegionWatch(
        region, Collections.emptySortedMap(), Health.UNKNOWN, Health.UNKNOWN, "never probed", now);
  }

  /**
   * With one more probe of this region (H2, H4); the verdict on it is {@link #judge}'s. This same
   * object if the probe does not count, being older than the observer's last, or that one again.
   *
   * @param appendedAt when the broker received the probe
   */
  public RegionWatch observe(Probe probe, long appendedAt, RegionRules rules) {
    var before = observations.get(probe.observer());
    var after =
        (before == null ? Observation.none(probe.observer()) : before)
            .after(probe, appendedAt, rules);
    if (after.equals(before)) {
      return this;
    }
    var next = new TreeMap<>(observations);
    next.put(probe.observer(), after);
    return new RegionWatch(region, next, health, lastVerdict, cause, since);
  }

  /** Without the observations of regions other than these, which no longer probe. */
  public RegionWatch keepOnly(Set<String> observers) {
    var kept = new TreeMap<>(observations);
    kept.keySet().retainAll(observers);
    return new RegionWatch(region, kept, health, lastVerdict, cause, since);
  }

  /** With the verdict of now (H3). */
  public RegionWatch judge(long evidenceNow, long now, RegionRules rules) {
    var judgement = Judgement.of(observations.values(), evidenceNow, rules);
    return new RegionWatch(
        region,
        observations,
        judgement.health(),
        judgement.health() == Health.UNKNOWN ? lastVerdict : judgement.health(),
        judgement.cause(),
        judgement.health() == health ? since : now);
  }

  /** What there is to tell of it. */
  public RegionReport report(AgentCounts agents, long evidenceNow, long now, RegionRules rules) {
    return new RegionReport(
        region,
        health,
        lastVerdict,
        cause,
        observations.values().stream().map(o -> ObserverReport.of(o, evidenceNow, rules)).toList(),
        agents,
        since,
        now);
  }
}
