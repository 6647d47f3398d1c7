package dev.parallax.health;

import dev.parallax.core.fleet.Health;
import dev.parallax.core.health.Latency;
import dev.parallax.core.health.Observation;
import dev.parallax.core.health.RegionWatch;
import dev.parallax.core.health.Verdict;
import dev.parallax.health.state.HealthRow;
import dev.parallax.health.state.LatencyRow;
import dev.parallax.health.state.ObservationRow;
import dev.parallax.health.state.RegionRow;
import dev.parallax.health.state.VerdictRow;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of regions as the store holds it. */
final class RegionRows {
  private RegionRows() {}

  static RegionRow row(RegionWatch watch) {
    return new RegionRow(
        watch.region(),
        watch.observations().values().stream().map(RegionRows::row).toList(),
        HealthRow.valueOf(watch.health().name()),
        HealthRow.valueOf(watch.lastVerdict().name()),
        watch.cause(),
        watch.since());
  }

  static RegionWatch watch(RegionRow row) {
    var observations = new TreeMap<String, Observation>();
    row.getObservations().forEach(o -> observations.put(o.getObserver(), observation(o)));
    return new RegionWatch(
        row.getRegion(),
        observations,
        Health.valueOf(row.getHealth().name()),
        Health.valueOf(row.getLastVerdict().name()),
        row.getCause(),
        row.getSince());
  }

  private static ObservationRow row(Observation observation) {
    return new ObservationRow(
        observation.observer(),
        VerdictRow.valueOf(observation.verdict().name()),
        observation.failures(),
        observation.successes(),
        observation
            .latency()
            .map(l -> new LatencyRow(l.ms(), l.sampledAt(), l.heardAt()))
            .orElse(null),
        observation.error().orElse(null),
        observation.probedAt(),
        observation.orderedAt(),
        observation.heardAt());
  }

  private static Observation observation(ObservationRow row) {
    return new Observation(
        row.getObserver(),
        Verdict.valueOf(row.getVerdict().name()),
        row.getFailures(),
        row.getSuccesses(),
        Optional.ofNullable(row.getLatency())
            .map(l -> new Latency(l.getMs(), l.getSampledAt(), l.getHeardAt())),
        Optional.ofNullable(row.getError()),
        row.getProbedAt(),
        row.getOrderedAt(),
        row.getHeardAt());
  }
}
