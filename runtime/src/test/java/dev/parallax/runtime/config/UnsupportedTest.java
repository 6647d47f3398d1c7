package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C3: what has no effect yet is said, never ignored; it is no fault. */
class UnsupportedTest {
  private static final String ONE_CLUSTER =
      " needs controlPlane.mode: federated: with one cluster for all regions there is nothing to"
          + " copy, so no app starts with it; remove it, or give every region a cluster (C3)";

  @Test
  void saysThatOneClusterHasNoPeers() {
    assertThat(
            Documents.unsupported(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}]
            controlPlane:
              federation: {peers: []}
            """))
        .containsExactly("3 controlPlane.federation.peers: this list" + ONE_CLUSTER);
  }

  @Test
  void asksForAClusterOfEveryFederatedRegion() {
    assertThat(
            Documents.unsupported(
                """
            regions:
              - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
              - {id: eu-west-1}
            controlPlane: {mode: federated}
            """))
        .containsExactly(
            "4 controlPlane.mode: federated needs a cluster for every region, so no app starts"
                + " without: give regions[].kafka to eu-west-1 (C3)");
  }

  @Test
  void saysThatOneClusterHasNothingToCopy() {
    assertThat(
            Documents.unsupported(
                """
            regions: [{id: us-east-1}, {id: eu-west-1}]
            controlPlane: {federation: {sync: {agents: true, patterns: false}}}
            replication:
              patterns: {enabled: false, mode: strong}
              executions: {analytics: {enabled: true, destination: us-east-1, delay: 60s}}
            """))
        .extracting(text -> text.substring(0, text.indexOf(" needs")))
        .containsExactly(
            "2 controlPlane.federation.sync.agents: true",
            "5 replication.executions.analytics.enabled: true");
  }

  @Test
  void takesNoMisspeltValueForOneThatComesLater() {
    var yaml =
        """
        regions: [{id: us-east-1}]
        controlPlane: {mode: globl}
        routing: {strategy: latncy, hold: 10}
        """;

    assertThat(Documents.unsupported(yaml)).isEmpty();
    assertThat(Documents.faultsOf(yaml))
        .containsExactly(
            "2 controlPlane.mode: globl is not valid; did you mean global? (C3)",
            "3 routing.strategy: latncy is not valid; did you mean latency? (C3)",
            "3 routing.hold: 10 is not a duration: write a whole number and its unit: "
                + "250ms, 10s, 5m or 1h (C2)");
  }

  @Test
  void refusesFaultsAndWhatIsNotSupportedInTheOrderOfTheDocument() {
    var result =
        ConfigReader.read(
            YamlDocuments.parse(
                """
            controlPlane: {federation: {peers: []}}
            regions: [{id: us-east-1}]
            topics: {partitions: 0}
            """));

    assertThat(result.refusals().stream().map(Documents::text))
        .containsExactly(
            "1 controlPlane.federation.peers: this list" + ONE_CLUSTER,
            "3 topics.partitions: 0 is not a whole number from 1 to 10000 (C3)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routing: {strategy: latency, preferences: [sameRegion, anyRegion]}",
        "routing: {strategy: affinity, rules: [{match: {}, agents: {region: us-east-1}}]}",
        "routing: {strategy: capability, config: {regionCapabilities: {us-east-1: [a]}}}",
        "routing: {strategy: weighted, weights: {us-east-1: 1}}",
        "routing: {hold: 1m, maxHeld: 5}",
        "routing: {residency: {unmatched: refuse, rules: [{match: {}, regions: us-east-1}]}}",
        "disasterRecovery: {mode: active-active, regions: {us-east-1: {weight: 1}}}",
        "disasterRecovery: {mode: active-passive, standby: eu-west-1, failover: {automatic: false}}",
        "disasterRecovery: {mode: active-passive, standby: eu-west-1, failback: {ramp: 1m}}",
        "disasterRecovery: {failover: {triggers: {minAgents: 1, maxErrorRate: 0.5}}}",
        "routing: {strategy: failover, secondary: eu-west-1, config: {failback: {delay: 1m}}}"
      })
  void runsEveryStrategyAndEveryConstraint(String yaml) {
    assertThat(read(yaml).refusals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routing: {strategy: failover, secondary: eu-west-1, failoverThreshold: 5}",
        "disasterRecovery: {mode: active-passive, standby: eu-west-1, failover: {threshold: 5}}",
        "disasterRecovery: {mode: active-passive, standby: eu-west-1, failover: {cooldown: 1m}}"
      })
  void runsFailoverWithoutAWordOfWarning(String yaml) {
    var result = read(yaml);

    assertThat(result.refusals()).isEmpty();
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void acceptsEveryKeyThatHasAnEffect() {
    assertThat(
            ConfigReader.read(
                    YamlDocuments.parse(
                        """
            regions:
              - {id: us-east-1, name: US, endpoint: "https://us.example.com", primary: true, privateLink: true}
            controlPlane:
              {mode: global, currentRegion: us-east-1, regions: [us-east-1],
              loadBalancer: {type: geoDNS, healthCheck: {path: /health/ready}}}
            globalAccelerator: {enabled: true, endpoints: [{region: us-east-1, weight: 50}]}
            routing:
              strategy: latency
              crossRegionEnabled: false
              config: {maxLatency: 200, sameRegionBonus: 50, fallback: anyRegion}
            healthCheck: {interval: 10s, timeout: 5s, unhealthyThreshold: 3, healthyThreshold: 2}
            agents: {heartbeat: 10s, ttl: 30s}
            executions: {timeout: 30s, retries: 2, idempotence: 1h}
            input: {maxBytes: 1000, maxDepth: 8}
            kafka: {bootstrapServers: "a:9092,[::1]:9093", properties: {security.protocol: SSL, retries: 3}}
            schemaRegistry: {urls: "https://r.example.com/api", username: me, passwordEnv: PASSWORD}
            topics: {prefix: p., partitions: 6, replicationFactor: 3}
            """))
                .refusals())
        .isEmpty();
  }

  private static ConfigResult read(String yaml) {
    return ConfigReader.read(YamlDocuments.parse(Documents.withRegions(yaml)));
  }
}
