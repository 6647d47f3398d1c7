package dev.parallax.health;

import dev.parallax.core.failover.RegionAccount;
import dev.parallax.core.federation.Standing;
import dev.parallax.core.health.ObserverReport;
import dev.parallax.core.health.Probe;
import dev.parallax.core.health.TriggerWatch;
import dev.parallax.events.AgreementView;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.Ramp;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.events.TriggerKind;
import dev.parallax.events.TriggerView;
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

  /** With what its control plane says of the agreement, where it tells this of itself. */
  static RegionState state(RegionAccount account, Standing standing) {
    var state = state(account);
    if (account.report().region().equals(standing.region())) {
      state.setAgreement(
          AgreementView.newBuilder()
              .setLeader(standing.leader().orElse(null))
              .setTerm(standing.term())
              .setNumber(standing.number())
              .setMajority(standing.majority())
              .setSees(standing.sees())
              .setAbstains(standing.abstains().orElse(null))
              .setSince(standing.since())
              .build());
    }
    return state;
  }

  static RegionState state(RegionAccount account) {
    var report = account.report();
    var role = account.role();
    return RegionState.newBuilder()
        .setRegion(report.region())
        .setHealth(health(report.health()))
        .setLastVerdict(health(report.lastVerdict()))
        .setCause(report.cause())
        .setObservers(report.observers().stream().map(RegionRecords::view).toList())
        .setAgentsConnected(report.agents().connected())
        .setAgentsByCapability(new HashMap<>(report.agents().byCapability()))
        .setServing(mode(role.serving()))
        .setRedirect(role.redirect().orElse(null))
        .setActive(role.active())
        .setForced(role.forced())
        .setPinned(role.pinned())
        .setEpoch(role.epoch())
        .setTriggers(report.triggers().stream().map(RegionRecords::view).toList())
        .setTrial(report.trial())
        .setRamp(
            role.ramp()
                .map(ramp -> new Ramp(ramp.from(), ramp.startedAt(), ramp.durationMs()))
                .orElse(null))
        .setSince(account.since())
        .setUpdatedAt(report.madeAt())
        .build();
  }

  private static ServingMode mode(dev.parallax.core.failover.ServingMode mode) {
    return switch (mode) {
      case SERVING -> ServingMode.SERVING;
      case STANDBY -> ServingMode.STANDBY;
      case DRAINED -> ServingMode.DRAINED;
      case EVACUATED -> ServingMode.EVACUATED;
    };
  }

  private static TriggerView view(TriggerWatch trigger) {
    return new TriggerView(
        switch (trigger.kind()) {
          case MIN_AGENTS -> TriggerKind.MIN_AGENTS;
          case MAX_ERROR_RATE -> TriggerKind.MAX_ERROR_RATE;
          case MAX_LATENCY -> TriggerKind.MAX_LATENCY;
        },
        trigger.firing().orElse(null),
        trigger.tripped(),
        trigger.figures(),
        trigger.since());
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
