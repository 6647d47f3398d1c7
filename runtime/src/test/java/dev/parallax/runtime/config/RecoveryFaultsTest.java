package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** C1, C3: what can be wrong with failover in all of its spellings. */
class RecoveryFaultsTest {

  @Test
  void refusesFailoverWithoutAnythingToFailOverTo() {
    assertThat(Documents.faults("routing: {strategy: failover}"))
        .containsExactly(
            "1 routing.failoverOrder: is missing: name the regions that stand in for the "
                + "primary, in order (F1)");
  }

  @Test
  void refusesActivePassiveWithoutStandby() {
    assertThat(Documents.faults("disasterRecovery: {mode: active-passive}"))
        .containsExactly(
            "1 disasterRecovery.standby: is missing: name the regions that stand in for "
                + "the primary, in order (F1)");
  }

  @Test
  void refusesAnOrderThatRepeatsThePrimaryOrItself() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: failover
              config: {primary: us-east-1, failoverOrder: [us-east-1, eu-west-1, eu-west-1]}
            """))
        .containsExactly(
            "3 routing.config.failoverOrder: this list names eu-west-1 twice: keep one (C3)",
            "3 routing.config.failoverOrder: this list names the primary, us-east-1, which "
                + "comes first anyway (F1)");
  }

  @Test
  void refusesRegionsThatAreNotDefined() {
    assertThat(
            Documents.faults(
                "disasterRecovery: {mode: active-passive, primary: us-east-2, standby: [eu-west-1, mars]}"))
        .containsExactly(
            "1 disasterRecovery.primary: us-east-2 is no defined region; did you mean "
                + "us-east-1? (C3)",
            "1 disasterRecovery.standby[1]: mars is no defined region; valid here: "
                + "us-east-1, eu-west-1, ap-south-1, us-west-2 (C3)");
  }

  @Test
  void refusesSpellingsThatContradictEachOther() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: failover
              primary: us-east-1
              secondary: us-west-2
              failoverThreshold: 2
              config:
                primary: eu-west-1
                failoverOrder: [us-west-2, ap-south-1]
                healthCheck: {unhealthyThreshold: 3}
                failback: {delay: 1m}
            disasterRecovery:
              standby: [us-west-2]
              failover: {threshold: 2}
              failback: {delay: 2m}
            """))
        .containsExactly(
            "5 routing.failoverThreshold: 2 contradicts "
                + "routing.config.healthCheck.unhealthyThreshold in line 9, which means the "
                + "same: keep one of them (C1)",
            "7 routing.config.primary: eu-west-1 contradicts routing.primary in line 3, "
                + "which means the same: keep one of them (C1)",
            "8 routing.config.failoverOrder: this list contradicts routing.secondary in "
                + "line 4, which means the same: keep one of them (C1)",
            "13 disasterRecovery.failover.threshold: 2 contradicts "
                + "routing.config.healthCheck.unhealthyThreshold in line 9, which means the "
                + "same: keep one of them (C1)",
            "14 disasterRecovery.failback.delay: 2m contradicts "
                + "routing.config.failback.delay in line 10, which means the same: keep one of "
                + "them (C1)");
  }

  @Test
  void refusesTwoNamesOfTheHealthCheckThatDisagree() {
    assertThat(
            Documents.faults(
                """
            healthCheck: {interval: 10s}
            health: {interval: 20s}
            """))
        .containsExactly(
            "2 health.interval: 20s contradicts healthCheck.interval in line 1, which "
                + "means the same: keep one of them (C1)");
  }

  @Test
  void refusesWeightsThatContradictEachOther() {
    assertThat(
            Documents.faults(
                """
            routing: {strategy: weighted, weights: {us-east-1: 1}}
            disasterRecovery: {mode: active-active, regions: {us-east-1: {weight: 2}}}
            """))
        .containsExactly(
            "2 disasterRecovery.regions: this section contradicts routing.weights in line "
                + "1, which means the same: keep one of them (C1)");
  }

  @Test
  void refusesStrategiesThatDoNotGoWithActivePassive() {
    assertThat(
            Documents.faults(
                """
            routing: {strategy: latency}
            disasterRecovery: {mode: active-passive, standby: [eu-west-1]}
            """))
        .containsExactly(
            "1 routing.strategy: latency does not go with disasterRecovery.mode: "
                + "active-passive, which routes by strategy: failover or affinity (C3)");
  }

  @Test
  void refusesCapabilityBesideActivePassive() {
    assertThat(
            Documents.faults(
                """
            routing: {strategy: capability, config: {regionCapabilities: {us-east-1: [a]}}}
            disasterRecovery: {mode: active-passive, standby: [eu-west-1]}
            """))
        .containsExactly(
            "1 routing.strategy: capability does not go with disasterRecovery.mode: "
                + "active-passive, which routes by strategy: failover or affinity (C3)");
  }

  @Test
  void refusesWeightedBesideActivePassive() {
    assertThat(
            Documents.faults(
                """
            routing: {strategy: weighted, weights: {us-east-1: 1}}
            disasterRecovery: {mode: active-passive, standby: [eu-west-1]}
            """))
        .containsExactly(
            "1 routing.strategy: weighted does not go with disasterRecovery.mode: "
                + "active-passive, which routes by strategy: failover or affinity (C3)");
  }

  @Test
  void refusesFailoverBesideActiveActive() {
    assertThat(
            Documents.faults(
                """
            routing: {strategy: failover, secondary: eu-west-1}
            disasterRecovery: {mode: active-active}
            """))
        .containsExactly(
            "1 routing.strategy: failover does not go with disasterRecovery.mode: "
                + "active-active: all regions serve, or one does (C3)");
  }

  @Test
  void refusesWeightsThatTheStrategyDoesNotRead() {
    assertThat(
            Documents.faults(
                """
            routing: {strategy: latency}
            disasterRecovery: {mode: active-active, regions: {us-east-1: {weight: 1}}}
            """))
        .containsExactly(
            "2 disasterRecovery.regions: this section has no effect: strategy: latency "
                + "reads no weights; use weighted or affinity, or leave the strategy out (C1)");
  }

  @Test
  void refusesAnUnknownMode() {
    assertThat(Documents.faults("disasterRecovery: {mode: activ-passive, standby: [eu-west-1]}"))
        .containsExactly(
            "1 disasterRecovery.mode: activ-passive is not valid; did you mean "
                + "active-passive? (C3)");
  }

  @Test
  void refusesStandbyWithoutMode() {
    assertThat(Documents.faults("disasterRecovery: {standby: [eu-west-1]}"))
        .containsExactly(
            "1 disasterRecovery.mode: is missing: primary and standby need mode: "
                + "active-passive (C1)");
  }

  @Test
  void refusesWeightsWithoutMode() {
    assertThat(Documents.faults("disasterRecovery: {regions: {us-east-1: {weight: 1}}}"))
        .containsExactly(
            "1 disasterRecovery.mode: is missing: weights of regions need mode: "
                + "active-active (C1)");
  }

  @Test
  void refusesWeightsOfActivePassive() {
    assertThat(
            Documents.faults(
                """
            disasterRecovery:
              mode: active-passive
              standby: [eu-west-1]
              regions: {us-east-1: {weight: 1}}
            """))
        .containsExactly(
            "4 disasterRecovery.regions: this section has no effect unless "
                + "disasterRecovery.mode is active-active: remove it (C3)");
  }

  @Test
  void refusesSwitchesOfActivePassiveElsewhere() {
    assertThat(
            Documents.faults(
                """
            disasterRecovery:
              mode: active-active
              primary: us-east-1
              failover: {automatic: true, cooldown: 300s}
              failback: {enabled: true}
            """))
        .containsExactly(
            "3 disasterRecovery.primary: us-east-1 has no effect unless "
                + "disasterRecovery.mode is active-passive: remove it (C3)",
            "4 disasterRecovery.failover.automatic: true has no effect unless "
                + "disasterRecovery.mode is active-passive: remove it (C3)",
            "4 disasterRecovery.failover.cooldown: 300s has no effect unless "
                + "disasterRecovery.mode is active-passive: remove it (C3)",
            "5 disasterRecovery.failback: this section has no effect unless "
                + "disasterRecovery.mode is active-passive: remove it (C3)");
  }

  @Test
  void refusesWeightsOfActiveActiveThatAreAllZero() {
    assertThat(
            Documents.faults(
                "disasterRecovery: {mode: active-active, regions: {us-east-1: {weight: 0}}}"))
        .containsExactly(
            "1 disasterRecovery.regions: this section gives no region a weight above 0: "
                + "give at least one (R10)");
  }

  @Test
  void refusesAMisspeltModeOnceWhateverStandsBeside() {
    assertThat(
            Documents.faults(
                """
            routing: {secondary: eu-west-1}
            disasterRecovery: {mode: activ-active, regions: {us-east-1: {weight: 1}}}
            """))
        .containsExactly(
            "2 disasterRecovery.mode: activ-active is not valid; did you mean active-active? (C3)");
  }

  @Test
  void refusesWeightsThatAreMissingNegativeOrOfNoRegion() {
    assertThat(
            Documents.faults(
                """
            disasterRecovery:
              mode: active-active
              regions:
                us-east-1: {weight: -1}
                eu-west-1: {}
                mars: {weight: 1}
            """))
        .containsExactly(
            "4 disasterRecovery.regions.us-east-1.weight: -1 is negative: a weight is 0 or "
                + "more (R10)",
            "5 disasterRecovery.regions.eu-west-1.weight: is missing: give the region a "
                + "weight, 0 or more (R10)",
            "6 disasterRecovery.regions.mars: mars is no defined region; valid here: "
                + "us-east-1, eu-west-1, ap-south-1, us-west-2 (C3)");
  }

  @Test
  void refusesAnOrderWithRegionsThatTakeNoWork() {
    assertThat(
            Documents.faults(
                """
            controlPlane: {regions: [us-east-1, eu-west-1]}
            routing: {strategy: failover, failoverOrder: [us-west-2, eu-west-1]}
            """))
        .containsExactly(
            "2 routing.strategy: us-west-2 stands in the failover order and is not among "
                + "controlPlane.regions, so it can never take over: add it there (C1)");
  }

  @Test
  void refusesTriggersThatCanNeverFire() {
    assertThat(
            Documents.faults(
                """
            disasterRecovery:
              failover:
                triggers:
                  minAgents: 0
                  maxErrorRate: 1
                  maxLatency: 5s
            """))
        .containsExactly(
            "4 disasterRecovery.failover.triggers.minAgents: 0 can never be undercut: a "
                + "number of agents is 0 or more, so 1 or more here (H5)",
            "5 disasterRecovery.failover.triggers.maxErrorRate: 1 can never be exceeded: "
                + "an error rate is a share, less than 1 (H5)",
            "6 disasterRecovery.failover.triggers.maxLatency: 5s can never be exceeded: "
                + "probes time out after 5s, so less than that (H5)");
  }

  @Test
  void saysWhereKeysOfFailoverBelong() {
    assertThat(
            Documents.faults(
                """
            disasterRecovery:
              cooldown: 1m
              failover: {minAgents: 2, treshold: 3}
            """))
        .containsExactly(
            "2 disasterRecovery.cooldown: does not belong here: write "
                + "disasterRecovery.failover.cooldown (C3)",
            "3 disasterRecovery.failover.minAgents: does not belong here: write "
                + "disasterRecovery.failover.triggers.minAgents (C3)",
            "3 disasterRecovery.failover.treshold: unknown key; did you mean threshold? (C3)");
  }

  @Test
  void refusesTriggersThatAreNone() {
    assertThat(
            Documents.faults(
                """
            disasterRecovery:
              failover:
                triggers: {minAgents: -1, maxErrorRate: -0.1, minSamples: 0, window: 10ms, maxLatency: 500}
            """))
        .containsExactly(
            "3 disasterRecovery.failover.triggers.minAgents: -1 is not a whole number from "
                + "0 to 1000000 (C3)",
            "3 disasterRecovery.failover.triggers.maxErrorRate: -0.1 is negative: an error "
                + "rate is a share, 0 or more (H5)",
            "3 disasterRecovery.failover.triggers.minSamples: 0 is not a whole number from "
                + "1 to 1000000 (C3)",
            "3 disasterRecovery.failover.triggers.window: 10ms is too short: traffic is "
                + "counted by the second, so 1s or more (H5)",
            "3 disasterRecovery.failover.triggers.maxLatency: 500 is not a duration: write "
                + "a whole number and its unit: 250ms, 10s, 5m or 1h (C2)");
  }

  @Test
  void refusesSamplesAndWindowWithoutAnErrorRate() {
    assertThat(
            Documents.faults(
                "disasterRecovery: {failover: {triggers: {minSamples: 50, window: 60s}}}"))
        .containsExactly(
            "1 disasterRecovery.failover.triggers.minSamples: 50 has no effect without "
                + "maxErrorRate: remove it (H5)",
            "1 disasterRecovery.failover.triggers.window: 60s has no effect without "
                + "maxErrorRate: remove it (H5)");
  }
}
