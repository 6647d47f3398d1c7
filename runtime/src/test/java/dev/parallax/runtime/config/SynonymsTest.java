package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.FailoverPolicy.Mode;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C1: several spellings, one model. */
class SynonymsTest {
  private static final ParallaxConfig PAIR =
      Documents.config(
          """
          routing:
            strategy: failover
            config: {primary: us-east-1, failoverOrder: [us-west-2], healthCheck: {unhealthyThreshold: 4}}
          """);

  private static final String SAFETY =
      ", failback: {delay: 8m}, failover: {automatic: false, cooldown: 7m, threshold: 4,"
          + " triggers: {minAgents: 2, maxErrorRate: 0.2, minSamples: 50, window: 30s,"
          + " maxLatency: 1s}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routing: {strategy: failover, primary: us-east-1, secondary: us-west-2, failoverThreshold: 4}",
        "routing: {strategy: failover, secondary: us-west-2, config: {failoverThreshold: 4}}",
        "routing: {strategy: failover, failoverOrder: [us-west-2]}\nhealthCheck: {unhealthyThreshold: 4}",
        "routing: {strategy: failover, config: {secondary: us-west-2}}\nhealth: {unhealthyThreshold: 4}",
        "disasterRecovery: {mode: active-passive, standby: [us-west-2], failover: {threshold: 4}}",
        "disasterRecovery: {mode: active-passive, standby: us-west-2, primary: us-east-1}\n"
            + "health: {unhealthyThreshold: 4}",
        "routing: {strategy: failover}\n"
            + "disasterRecovery: {mode: active-passive, standby: [us-west-2], failover: {threshold: 4}}",
        "routing: {strategy: failover, failoverThreshold: 4}\ndisasterRecovery: {standby: [us-west-2]}",
        "routing: {strategy: failover, failoverOrder: [us-west-2], failoverThreshold: 4}\n"
            + "disasterRecovery: {mode: active-passive, standby: [us-west-2], failover: {threshold: 4}}",
        "routing: {config: {primary: us-east-1, failoverOrder: [us-west-2]}}\n"
            + "disasterRecovery: {mode: active-passive, failover: {threshold: 4}}",
      })
  void readsActivePassiveInEverySpelling(String yaml) {
    assertThat(Documents.config(yaml)).isEqualTo(PAIR);
  }

  /** Triggers, cooldown and failback stand in one place and hold however the rest is spelled. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "disasterRecovery: {mode: active-passive, standby: us-west-2" + SAFETY + "}",
        "routing: {strategy: failover, secondary: us-west-2}\n"
            + "disasterRecovery: {primary: us-east-1"
            + SAFETY
            + "}",
        "routing: {strategy: failover, config: {failoverOrder: [us-west-2]}}\n"
            + "disasterRecovery: {primary: us-east-1"
            + SAFETY
            + "}",
        "routing: {strategy: affinity, rules: [{match: {}, agents: {region: auto}}]}\n"
            + "disasterRecovery: {mode: active-passive, standby: us-west-2"
            + SAFETY
            + "}",
      })
  void appliesSafetyToEverySpellingOfActivePassive(String yaml) {
    var config = Documents.config(yaml);

    assertThat(config.failover())
        .isEqualTo(
            new FailoverPolicy(
                Mode.ACTIVE_PASSIVE,
                false,
                Duration.ofMinutes(7),
                true,
                Duration.ofMinutes(8),
                Duration.ZERO,
                new FailoverPolicy.Triggers(
                    OptionalInt.of(2),
                    OptionalDouble.of(0.2),
                    50,
                    Duration.ofSeconds(30),
                    Optional.of(Duration.ofSeconds(1)))));
    assertThat(config.healthCheck().unhealthyThreshold()).isEqualTo(4);
  }

  @Test
  void takesThePrimaryRegionForThePrimaryOfFailover() {
    var config =
        Documents.wholeConfig(
            """
            regions: [{id: us-east-1}, {id: eu-west-1, primary: true}]
            routing: {strategy: failover, secondary: us-east-1}
            """);

    assertThat(config.routing().strategy())
        .isEqualTo(new Strategy.Failover(List.of("eu-west-1", "us-east-1"), true));
  }

  @Test
  void readsFailbackBesideEitherSpelling() {
    var routing =
        Documents.config(
            """
            routing:
              strategy: failover
              config: {failoverOrder: [us-west-2], failback: {enabled: false, delay: 1m, ramp: 2m}}
            """);
    var recovery =
        Documents.config(
            """
            disasterRecovery:
              mode: active-passive
              standby: [us-west-2]
              failback: {enabled: false, delay: 60s, ramp: 120s}
            """);

    assertThat(routing).isEqualTo(recovery);
    assertThat(routing.failover().failback()).isFalse();
    assertThat(routing.failover().failbackDelay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(routing.failover().failbackRamp()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void letsTheGeneralHealthCheckHoldWhereThatOfRoutingIsSilent() {
    var config =
        Documents.config(
            """
            healthCheck: {interval: 20s, timeout: 4s, healthyThreshold: 7}
            routing:
              strategy: failover
              secondary: us-west-2
              config: {healthCheck: {interval: 6s, unhealthyThreshold: 5}}
            """);

    assertThat(config.healthCheck())
        .isEqualTo(new HealthCheck(Duration.ofSeconds(6), Duration.ofSeconds(4), 5, 7));
  }

  @Test
  void letsWeightsOfActiveActiveDecideAmongWhatARuleLeaves() {
    var config =
        Documents.config(
            """
            routing: {strategy: affinity, rules: [{match: {}, agents: {region: "*"}}]}
            disasterRecovery: {mode: active-active, regions: {eu-west-1: {weight: 2}, us-east-1: {weight: 1}}}
            """);

    assertThat(((Strategy.Affinity) config.routing().strategy()).among())
        .contains(new Strategy.Weighted(Map.of("us-east-1", 1.0, "eu-west-1", 2.0)));
    assertThat(config.failover().mode()).isEqualTo(Mode.ACTIVE_ACTIVE);
  }

  @Test
  void letsTheFailoverOrderDecideAmongWhatARuleLeaves() {
    var config =
        Documents.config(
            """
            routing: {strategy: affinity, rules: [{match: {}, agents: {region: "*"}}]}
            disasterRecovery: {mode: active-passive, standby: [us-west-2], failover: {automatic: false}}
            """);

    assertThat(((Strategy.Affinity) config.routing().strategy()).among())
        .contains(new Strategy.Failover(List.of("us-east-1", "us-west-2"), false));
    assertThat(config.failover().automatic()).isFalse();
  }

  @Test
  void routesByLatencyWhereActiveActiveGivesNoWeights() {
    var config = Documents.config("disasterRecovery: {mode: active-active}");

    assertThat(config.routing().strategy())
        .isEqualTo(
            new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of()));
    assertThat(config.failover().mode()).isEqualTo(Mode.ACTIVE_ACTIVE);
  }

  @Test
  void readsResidencyRulesInBothSpellings() {
    var agents =
        Documents.config(
            """
            routing:
              residency:
                rules:
                  - {match: {input.dataResidency: eu}, agents: {region: [eu-west-1], capabilities: [gdpr]}}
            """);
    var regions =
        Documents.config(
            """
            routing:
              residency:
                unmatched: allow
                rules:
                  - {match: {input.dataResidency: [eu]}, regions: eu-west-1, capabilities: [gdpr]}
            """);

    assertThat(agents).isEqualTo(regions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "'*'", "\"*\""})
  void takesAnyRegionInBothSpellings(String region) {
    var config =
        Documents.config(
            "routing: {strategy: affinity, rules: [{match: {}, agents: {region: "
                + region
                + "}}]}");

    assertThat(((Strategy.Affinity) config.routing().strategy()).rules().get(0).where())
        .isEqualTo(new Strategy.Where.All());
  }

  @Test
  void readsBoundsOfLatencyWithAndWithoutUnit() {
    assertThat(Documents.config("routing: {config: {maxLatency: 200ms, sameRegionBonus: 1s}}"))
        .isEqualTo(Documents.config("routing: {config: {maxLatency: 200, sameRegionBonus: 1000}}"));
  }
}
