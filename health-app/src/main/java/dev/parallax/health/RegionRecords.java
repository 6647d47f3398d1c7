package dev.parallax.health;

import dev.parallax.core.health.ObserverReport;
import dev.parallax.core.health.Probe;
import dev.parallax.core.health.RegionReport;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalDouble;

/** Probes and regions as the topics hold them. */
final class RegionRecords {
  private RegionRecords() {}

  static Probe probe(HealthProbe record) {
    return new Probe(
        record.getObserver(),
        record.getTarget(),
        record.getOk(),
        record.getLatencyMs() == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(record.getLatencyMs()),
        Optional.ofNullable(record.getError()),
        record.getProbedAt());
  }

  static RegionState state(RegionReport report) {
    return RegionState.newBuilder()
        .setRegion(report.region())
        .setHealth(health(report.health()))
        .setLastVerdict(health(report.lastVerdict()))
        .setCause(report.cause())
        .setObservers(report.observers().stream().map(RegionRecords::view).toList())
        .setAgentsConnected(report.agents().connected())
        .setAgentsByCapability(new HashMap<>(report.agents().byCapability()))
        // Nothing changes the failover state yet (F1-F7): every region serves, none is the active
        // one of active-passive, and no change has been counted.
        .setServing(ServingMode.SERVING)
        .setRedirect(null)
        .setActive(false)
        .setForced(false)
        .setPinned(false)
        .setEpoch(0)
        .setSince(report.since())
        .setUpdatedAt(report.madeAt())
        .build();
  }

  private static ObserverView view(ObserverReport observer) {
    return new ObserverView(
        observer.observer(),
        switch (observer.verdict()) {
          case UNKNOWN -> ObserverState.UNKNOWN;
          case UP -> ObserverState.UP;
          case DOWN -> ObserverState.DOWN;
        },
        observer.latencyMs().isPresent() ? observer.latencyMs().getAsDouble() : null,
        observer.error().orElse(null),
        observer.lastProbeAt(),
        observer.failures(),
        observer.successes());
  }

  private static Health health(dev.parallax.core.fleet.Health health) {
    return switch (health) {
      case UNKNOWN -> Health.UNKNOWN;
      case HEALTHY -> Health.HEALTHY;
      case DEGRADED -> Health.DEGRADED;
      case UNHEALTHY -> Health.UNHEALTHY;
    };
  }
}
