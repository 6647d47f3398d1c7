package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** C3: what has no effect yet is refused, never ignored. */
class ReleaseGateTest {

  @Test
  void refusesSectionsWithoutEffectYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}]
            controlPlane:
              loadBalancer: {type: geoDNS}
              federation: {enabled: false}
            disasterRecovery: {mode: active-active}
            replication: {patterns: {enabled: false}}
            globalAccelerator: {enabled: false}
            """))
        .containsExactly(
            "3 controlPlane.loadBalancer: loadBalancer is not supported yet: this release "
                + "cannot do it, so remove it (C3)",
            "4 controlPlane.federation: federation is not supported yet: this release "
                + "cannot do it, so remove it (C3)",
            "5 disasterRecovery: disasterRecovery is not supported yet: this release "
                + "cannot do it, so remove it (C3)",
            "6 replication: replication is not supported yet: this release cannot do it, "
                + "so remove it (C3)",
            "7 globalAccelerator: globalAccelerator is not supported yet: this release "
                + "cannot do it, so remove it (C3)");
  }

  @Test
  void refusesValuesWithoutEffectYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}]
            controlPlane: {mode: federated}
            routing:
              hold: 10s
              maxHeld: 5
              residency: {unmatched: refuse, rules: [{match: {}, regions: us-east-1}]}
            executions: {retries: 1}
            """))
        .containsExactly(
            "2 controlPlane.mode: mode: federated is not supported yet: this release "
                + "cannot do it, so remove it (C3)",
            "4 routing.hold: hold: 10s is not supported yet: this release cannot do it, so "
                + "remove it (C3)",
            "5 routing.maxHeld: maxHeld: 5 is not supported yet: this release cannot do "
                + "it, so remove it (C3)",
            "6 routing.residency.unmatched: unmatched: refuse is not supported yet: this "
                + "release cannot do it, so remove it (C3)",
            "6 routing.residency.rules: rules is not supported yet: this release cannot do "
                + "it, so remove it (C3)",
            "7 executions.retries: retries: 1 is not supported yet: this release cannot do "
                + "it, so remove it (C3)");
  }

  @Test
  void refusesAffinityYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}]
            routing: {strategy: affinity, rules: [{match: {}, agents: {region: us-east-1}}]}
            """))
        .containsExactly(
            "2 routing.strategy: strategy: affinity is not supported yet: this release "
                + "cannot do it, so remove it (C3)");
  }

  @Test
  void refusesCapabilityYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}]
            routing: {strategy: capability, config: {regionCapabilities: {us-east-1: [a]}}}
            """))
        .containsExactly(
            "2 routing.strategy: strategy: capability is not supported yet: this release "
                + "cannot do it, so remove it (C3)");
  }

  @Test
  void refusesWeightedYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}]
            routing: {strategy: weighted, weights: {us-east-1: 1}}
            """))
        .containsExactly(
            "2 routing.strategy: strategy: weighted is not supported yet: this release "
                + "cannot do it, so remove it (C3)");
  }

  @Test
  void refusesFailoverYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}]
            routing: {strategy: failover, secondary: eu-west-1}
            """))
        .containsExactly(
            "2 routing.strategy: strategy: failover is not supported yet: this release "
                + "cannot do it, so remove it (C3)");
  }

  @Test
  void takesNoMisspeltValueForOneThatComesLater() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}]
            controlPlane: {mode: globl}
            routing: {strategy: latncy, hold: 10}
            """))
        .containsExactly(
            "2 controlPlane.mode: globl is not valid; did you mean global? (C3)",
            "3 routing.strategy: latncy is not valid; did you mean latency? (C3)",
            "3 routing.hold: 10 is not a duration: write a whole number and its unit: "
                + "250ms, 10s, 5m or 1h (C2)");
  }

  @Test
  void acceptsEveryKeyThatHasAnEffect() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions:
              - {id: us-east-1, name: US, endpoint: "https://us.example.com", primary: true, privateLink: true}
            controlPlane: {mode: global, currentRegion: us-east-1, regions: [us-east-1]}
            routing:
              strategy: latency
              crossRegionEnabled: false
              config: {maxLatency: 200, sameRegionBonus: 50, fallback: anyRegion}
            healthCheck: {interval: 10s, timeout: 5s, unhealthyThreshold: 3, healthyThreshold: 2}
            agents: {heartbeat: 10s, ttl: 30s}
            executions: {timeout: 30s, idempotence: 1h}
            input: {maxBytes: 1000, maxDepth: 8}
            kafka: {bootstrapServers: "a:9092,[::1]:9093", properties: {security.protocol: SSL, retries: 3}}
            schemaRegistry: {urls: "https://r.example.com/api", username: me, passwordEnv: PASSWORD}
            topics: {prefix: p., partitions: 6, replicationFactor: 3}
            """))
        .isEmpty();
  }

  @Test
  void acceptsTheDefaultsOfWhatHasNoEffectYet() {
    assertThat(
            Documents.faultsOfRelease(
                """
            regions: [{id: us-east-1}]
            controlPlane: {mode: global}
            routing: {strategy: latency, hold: 0ms, maxHeld: 100000, residency: {unmatched: allow, rules: []}}
            executions: {retries: 0}
            """))
        .isEmpty();
  }
}
