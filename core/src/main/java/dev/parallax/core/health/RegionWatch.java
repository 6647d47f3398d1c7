package dev.parallax.core.health;

import dev.parallax.core.fleet.Health;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
    return with(after);
  }

  /**
   * With what another region's control plane says that its observer sees of this one (F8).
   *
   * @param heardAt when it was heard here, by the clock by which evidence ages
   */
  public RegionWatch told(ObserverReport report, long heardAt) {
    return with(Observation.told(report, heardAt));
  }

  /** As the region's own control plane sees it: it is alive (F8). */
  public RegionWatch alive(long evidenceNow) {
    return with(Observation.alive(region, evidenceNow));
  }

  private RegionWatch with(Observation observation) {
    var next = new TreeMap<>(observations);
    next.put(observation.observer(), observation);
    return new RegionWatch(region, next, health, lastVerdict, cause, since);
  }

  /**
   * What one observer sees of it, as it is told to other control planes: UNKNOWN where it has not
   * looked lately. Empty if it never did.
   */
  public Optional<ObserverReport> seenBy(String observer, long evidenceNow, RegionRules rules) {
    return Optional.ofNullable(observations.get(observer))
        .map(
            seen ->
                seen.isFresh(evidenceNow, rules)
                    ? ObserverReport.of(seen, evidenceNow, rules)
                    : ObserverReport.of(seen.silent(), evidenceNow, rules));
  }

  /** Without the observations of regions other than these, which no longer probe. */
  public RegionWatch keepOnly(Set<String> observers) {
    var kept = new TreeMap<>(observations);
    kept.keySet().retainAll(observers);
    return new RegionWatch(region, kept, health, lastVerdict, cause, since);
  }

  /** With the verdict of now (H3). */
  public RegionWatch judge(long evidenceNow, long now, RegionRules rules) {
    var judgement = Judgement.of(observations.values(), isUnhealthy(), evidenceNow, rules);
    return new RegionWatch(
        region,
        observations,
        judgement.health(),
        judgement.health() == Health.UNKNOWN ? lastVerdict : judgement.health(),
        judgement.cause(),
        judgement.health() == health ? since : now);
  }

  /**
   * Median over the fresh observers of their mean round trip, in ms (H5); of an even number the
   * mean of the two in the middle. Empty if none of them has one.
   */
  public OptionalDouble medianLatencyMs(long evidenceNow, RegionRules rules) {
    var measured =
        observations.values().stream()
            .filter(observed -> observed.isFresh(evidenceNow, rules))
            .flatMapToDouble(observed -> observed.measured(evidenceNow, rules).stream())
            .sorted()
            .toArray();
    int middle = measured.length / 2;
    if (measured.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        measured.length % 2 == 1
            ? measured[middle]
            : (measured[middle - 1] + measured[middle]) / 2);
  }

  /** When the broker last received a probe of it that counted; empty if it never did. */
  public OptionalLong newestHeardAt() {
    return observations.values().stream().mapToLong(Observation::heardAt).max();
  }

  /** Whether its probes say UNHEALTHY, or did before they fell silent. */
  boolean isUnhealthy() {
    return (health == Health.UNKNOWN ? lastVerdict : health) == Health.UNHEALTHY;
  }
}
