package dev.parallax.core.config;

import dev.parallax.core.config.FailoverPolicy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the strategy, which {@code routing.strategy} or {@code disasterRecovery.mode} names (C1),
 * and reads its parameters.
 */
final class StrategyReader {
  private static final Strategy NEAREST =
      new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of());

  private final RoutingKeys keys;
  private final Recovery recovery;
  private final RegionNames names;
  private final FailoverReader failover;
  private final Optional<StrategyKind> kind;

  StrategyReader(RoutingKeys keys, Recovery recovery, RegionNames names, String primary) {
    this.keys = keys;
    this.recovery = recovery;
    this.names = names;
    this.failover = new FailoverReader(keys, recovery, names, primary);
    this.kind = kind();
  }

  /** Whether one region serves and the others stand by. */
  boolean isActivePassive() {
    return recovery.is(Mode.ACTIVE_PASSIVE) || isKind(StrategyKind.FAILOVER);
  }

  /** What makes it so. */
  Cursor activePassiveAt() {
    var strategy = keys.routing().at("strategy").filter(at -> isKind(StrategyKind.FAILOVER));
    return recovery
        .fields()
        .at("mode")
        .or(() -> strategy)
        .orElseGet(() -> recovery.fields().section());
  }

  FailoverPolicy policy(FailoverPolicy.Triggers triggers) {
    return failover.policy(isActivePassive(), triggers);
  }

  Strategy strategy() {
    // A misspelt strategy is one fault; what would have been read by it is left unsaid.
    return kind.map(this::checked).orElse(NEAREST);
  }

  private Strategy checked(StrategyKind known) {
    known.refuseOthers(keys.routing(), keys.config());
    checkMode(known);
    return switch (known) {
      case LATENCY -> LatencyReader.read(keys.routing(), keys.config());
      case AFFINITY -> AffinityReader.read(keys.routing(), names, among());
      case CAPABILITY -> CapabilityReader.read(keys.config(), names);
      case WEIGHTED -> new Strategy.Weighted(weights());
      case FAILOVER -> failover.strategy();
    };
  }

  /** Empty if what names it is misspelt. */
  private Optional<StrategyKind> kind() {
    var stated = keys.routing().at("strategy");
    if (stated.isPresent()) {
      return stated.get().choice(StrategyKind.WORDS);
    }
    if (recovery.is(Mode.ACTIVE_PASSIVE)) {
      return Optional.of(StrategyKind.FAILOVER);
    }
    if (recovery.mode().isEmpty() && !recovery.isSilentAboutMode()) {
      return Optional.empty();
    }
    boolean weighted = recovery.is(Mode.ACTIVE_ACTIVE) && recovery.weights().isPresent();
    return Optional.of(weighted ? StrategyKind.WEIGHTED : StrategyKind.LATENCY);
  }

  private boolean isKind(StrategyKind asked) {
    return kind.filter(known -> known == asked).isPresent();
  }

  private void checkMode(StrategyKind known) {
    if (isActivePassive()) {
      recovery.refuseActiveActive();
    } else if (recovery.isSilentAboutMode()) {
      sayMissingMode();
    } else if (recovery.is(Mode.ACTIVE_ACTIVE)) {
      recovery.refuseActivePassive();
    }
    if (recovery.is(Mode.ACTIVE_PASSIVE) && !known.goesWithActivePassive()) {
      refuseStrategy("active-passive, which routes by strategy: failover or affinity");
    }
    if (recovery.is(Mode.ACTIVE_ACTIVE) && known == StrategyKind.FAILOVER) {
      refuseStrategy("active-active: all regions serve, or one does");
    }
    if (recovery.is(Mode.ACTIVE_ACTIVE) && !known.readsWeights()) {
      recovery.weights().ifPresent(stated -> refuseWeights(stated.at(), known));
    }
  }

  /** The other spellings of {@code disasterRecovery} say nothing without a mode. */
  private void sayMissingMode() {
    if (recovery.fields().at("regions").isPresent()) {
      recovery.fields().missing("mode", "C1", "weights of regions need mode: active-active");
    } else if (recovery.primary().isPresent() || recovery.standby().isPresent()) {
      recovery.fields().missing("mode", "C1", "primary and standby need mode: active-passive");
    } else {
      recovery.refuseActivePassive();
    }
  }

  private void refuseStrategy(String mode) {
    keys.routing()
        .at("strategy")
        .ifPresent(at -> at.refuse("C3", "does not go with disasterRecovery.mode: " + mode));
  }

  private static void refuseWeights(Cursor at, StrategyKind known) {
    at.refuse(
        "C1",
        "has no effect: strategy: "
            + known.word()
            + " reads no weights; use weighted or affinity, or leave the strategy out");
  }

  /** What decides among the regions that a rule leaves (C1). */
  private Optional<Strategy> among() {
    if (recovery.is(Mode.ACTIVE_PASSIVE)) {
      return Optional.of(failover.strategy());
    }
    return recovery.is(Mode.ACTIVE_ACTIVE)
        ? recovery.weights().map(stated -> new Strategy.Weighted(stated.value()))
        : Optional.empty();
  }

  private Map<String, Double> weights() {
    var stated =
        Synonyms.agree(
            List.of(
                keys.routing().state("weights", at -> Weights.plain(at, names)),
                recovery.weights()));
    if (stated.isEmpty()) {
      keys.routing().missing("weights", "R10", "give regions weights, such as us-east-1: 50");
    }
    return stated.map(Stated::value).orElse(Map.of());
  }
}
