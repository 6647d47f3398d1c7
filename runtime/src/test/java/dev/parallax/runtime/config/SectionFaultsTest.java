package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ConfigResult;
import org.junit.jupiter.api.Test;

/** C3: what can be wrong with the other sections, and with keys anywhere. */
class SectionFaultsTest {

  @Test
  void refusesAnUnknownKeyWithTheNearestSpelling() {
    assertThat(
            Documents.faults(
                """
            routng: {strategy: latency}
            health: {unhealthyTreshold: 3}
            """))
        .containsExactly(
            "1 routng: unknown key; did you mean routing? (C3)",
            "2 health.unhealthyTreshold: unknown key; did you mean unhealthyThreshold? (C3)");
  }

  @Test
  void listsTheValidKeysIfNoneIsNear() {
    assertThat(Documents.faults("health: {colour: red}"))
        .containsExactly(
            "1 health.colour: unknown key; valid here: interval, timeout, "
                + "unhealthyThreshold, healthyThreshold (C3)");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThat(
            Documents.faults(
                """
            agents:
              heartbeat: 10s
              ttl: 30s
              heartbeat: 20s
            """))
        .containsExactly("4 agents.heartbeat: stands twice, first in line 2: keep one (C3)");
  }

  @Test
  void saysWhereKeysOfOtherSectionsBelong() {
    assertThat(
            Documents.faults(
                """
            multiRegion: {enabled: true}
            currentRegion: us-east-1
            residency: {}
            """))
        .containsExactly(
            "1 multiRegion: does not belong here: write what stands in it here, at the top "
                + "(it is a section of Helm values) (C3)",
            "2 currentRegion: does not belong here: write controlPlane.currentRegion (C3)",
            "3 residency: does not belong here: write routing.residency (C3)");
  }

  @Test
  void refusesSectionsThatAreNone() {
    assertThat(
            Documents.faults(
                """
            agents: 5
            executions: []
            input:
            kafka: x
            """))
        .containsExactly(
            "1 agents: 5 is not a section: write its keys one a line, indented (C3)",
            "2 executions: this list is not a section: write its keys one a line, indented (C3)",
            "3 input: an empty value is not a section: write its keys one a line, indented (C3)",
            "4 kafka: x is not a section: write its keys one a line, indented (C3)");
  }

  @Test
  void refusesADocumentThatIsNoSection() {
    assertThat(Documents.faultsOf("just a text"))
        .containsExactly(
            "1 : just a text is not a section: write its keys one a line, indented (C3)");
  }

  @Test
  void refusesHealthChecksThatCannotWork() {
    assertThat(
            Documents.faults(
                "health: {interval: 10, timeout: 1h, unhealthyThreshold: 0, healthyThreshold: two}"))
        .containsExactly(
            "1 health.interval: 10 is not a duration: write a whole number and its unit: "
                + "250ms, 10s, 5m or 1h (C2)",
            "1 health.unhealthyThreshold: 0 is not a whole number from 1 to 1000 (C3)",
            "1 health.healthyThreshold: two is not a whole number from 1 to 1000 (C3)",
            "1 health.timeout: 1h is longer than the interval of 10s (H2)");
  }

  @Test
  void refusesATimeoutLongerThanTheInterval() {
    assertThat(Documents.faults("health: {interval: 2s, timeout: 3s}"))
        .containsExactly("1 health.timeout: 3s is longer than the interval of 2s (H2)");
  }

  @Test
  void refusesATimeToLiveShorterThanAHeartbeat() {
    assertThat(Documents.faults("agents: {heartbeat: 10s, ttl: 10s}"))
        .containsExactly(
            "1 agents.ttl: 10s is not longer than the heartbeat of 10s: every agent would "
                + "be lost between two (H6)");
  }

  @Test
  void refusesExecutionsLongerThanTheyAreRemembered() {
    assertThat(Documents.faults("executions: {timeout: 30m, retries: 1, idempotence: 59m}"))
        .containsExactly(
            "1 executions.idempotence: 59m is less than 3610s = timeout x (retries + 1) + "
                + "routing.hold, so that requests without a deadline of their own would be "
                + "invalid (R22)");
  }

  @Test
  void refusesExecutionsLongerThanTheyAreRememberedByDefault() {
    assertThat(
            Documents.faults(
                """
            routing: {hold: 1m}
            executions: {timeout: 1h}
            """))
        .containsExactly(
            "2 executions.idempotence: is missing: its default, 1h, is less than 7260s = "
                + "timeout x (retries + 1) + routing.hold, so that requests without a deadline "
                + "of their own would be invalid (R22)");
  }

  @Test
  void refusesAWaitLongerThanExecutionsAreRemembered() {
    assertThat(Documents.faults("routing: {hold: 2h}"))
        .containsExactly(
            "1 executions.idempotence: is missing: its default, 1h, is less than 7260s = "
                + "timeout x (retries + 1) + routing.hold, so that requests without a deadline "
                + "of their own would be invalid (R22)");
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThat(
            Documents.faults(
                """
            input: {maxBytes: 0, maxDepth: 1e99}
            executions: {retries: 1.5}
            """))
        .containsExactly(
            "1 input.maxBytes: 0 is not a whole number from 1 to 1000000 (C3)",
            "1 input.maxDepth: 1e99 is not a whole number from 1 to 1000 (C3)",
            "2 executions.retries: 1.5 is not a whole number from 0 to 100 (C3)");
  }

  @Test
  void refusesAddressesOfKafkaThatAreNone() {
    assertThat(
            Documents.faults(
                """
            kafka:
              bootstrapServers: localhost
              properties: {bootstrap.servers: "a:1", ssl: {truststore: x}}
            """))
        .containsExactly(
            "2 kafka.bootstrapServers: localhost is not host:port[,host:port...] (C3)",
            "3 kafka.properties.bootstrap.servers: the value belongs in "
                + "kafka.bootstrapServers (C3)",
            "3 kafka.properties.ssl: this section is not a single value: spell the "
                + "property's whole name, such as a.b.c (C3)");
  }

  @Test
  void refusesARegistryWithoutAddressOrWithHalfACredential() {
    assertThat(Documents.faults("schemaRegistry: {urls: [], username: me}"))
        .containsExactly(
            "1 schemaRegistry.passwordEnv: is missing: username needs the variable with "
                + "its password (C3)",
            "1 schemaRegistry.urls: this list names no registry: give at least one URL (C3)");
  }

  @Test
  void refusesAPasswordWithoutAName() {
    assertThat(Documents.faults("schemaRegistry: {passwordEnv: PASSWORD}"))
        .containsExactly(
            "1 schemaRegistry.username: is missing: passwordEnv needs the name that goes "
                + "with it (C3)");
  }

  @Test
  void refusesHalfOfACertificateForTheRegistry() {
    assertThat(Documents.faults("schemaRegistry: {certificateFile: client.crt}"))
        .containsExactly(
            "1 schemaRegistry.keyFile: is missing: certificateFile needs the file with its key"
                + " (C3)");
    assertThat(Documents.faults("schemaRegistry: {keyFile: client.key}"))
        .containsExactly(
            "1 schemaRegistry.certificateFile: is missing: keyFile needs the certificate that goes"
                + " with it (C3)");
  }

  @Test
  void refusesTwoWaysToAuthenticate() {
    assertThat(
            Documents.faults(
                "schemaRegistry: {username: me, passwordEnv: PASSWORD, tokenEnv: TOKEN}"))
        .containsExactly(
            "1 schemaRegistry.tokenEnv: the value excludes username: keep one way to "
                + "authenticate (C3)");
  }

  @Test
  void repeatsNoSecretThatStandsInTheWrongPlace() {
    assertThat(
            Documents.faults(
                """
            schemaRegistry: {username: me, passwordEnv: hunter 2, password: hunter2}
            kafka: {properties: {sasl.jaas.config: a, sasl.jaas.config: b}}
            """))
        .containsExactly(
            "1 schemaRegistry.password: unknown key; did you mean passwordEnv? (C3)",
            "1 schemaRegistry.passwordEnv: the value is no name of an environment "
                + "variable, which has the secret (C3)",
            "2 kafka.properties.sasl.jaas.config: stands twice, first in line 2: keep one (C3)");
  }

  @Test
  void repeatsNoSecretThatAValueTells() {
    assertThat(
            Documents.read(
                    """
            regions: [{id: us-east-1, endpont: "https://me:hunter2@us.example.com"}]
            kafka: {bootstrapServers: "me:hunter2@broker:9092"}
            topics: {prefix: "password=hunter2"}
            controlPlane: {mode: {a: "token: hunter2"}}
            """)
                .toString())
        .contains(
            "regions[0].endpont",
            "the value holds credentials: they belong in kafka.properties",
            "the value is no topic prefix")
        .doesNotContain("hunter2");
  }

  @Test
  void showsWhatATerminalWouldObeyAsText() {
    assertThat(
            Documents.faultsOf(
                """
            regions: [{id: us-east-1}]
            topics: {prefix: "\\e[2J\\u202e"}
            routing: {strategy: "one\\ntwo", "x\\ty": 1}
            """))
        .containsExactly(
            "2 topics.prefix: \\u001B[2J\\u202E is no topic prefix: 1 to 100 of letters, digits, "
                + ". and -, first a letter or digit (no _, which Kafka confuses with .) (C2)",
            "3 routing.x\\u0009y: unknown key; valid here: strategy, config, crossRegionEnabled, "
                + "residency, hold, maxHeld, preferences, rules, weights, primary, secondary, "
                + "failoverOrder, failoverThreshold (C3)",
            "3 routing.strategy: one\\u000Atwo is not valid; valid here: latency, affinity, "
                + "capability, weighted, failover (C3)");
  }

  @Test
  void cutsAKeyThatIsBeyondReading() {
    var key = "k".repeat(5_000);

    assertThat(((ConfigResult.Faulty) Documents.read("? " + key + "\n: 1\n")).faults())
        .extracting(fault -> fault.path().length())
        .contains(1_003);
  }

  @Test
  void refusesTopicsThatKafkaCannotHave() {
    assertThat(
            Documents.faults("topics: {prefix: par_allax., partitions: 0, replicationFactor: 0}"))
        .containsExactly(
            "1 topics.prefix: par_allax. is no topic prefix: 1 to 100 of letters, digits, "
                + ". and -, first a letter or digit (no _, which Kafka confuses with .) (C2)",
            "1 topics.partitions: 0 is not a whole number from 1 to 10000 (C3)",
            "1 topics.replicationFactor: 0 is no replication factor: 1 or more, or -1 for "
                + "the broker's default (C3)");
  }

  @Test
  void refusesReplicationThatIsIncompleteOrMisspelt() {
    assertThat(
            Documents.faults(
                """
            replication:
              patterns: {mode: stron, excludePatterns: dev-*, enabled: 1}
              executions: {analytics: {enabled: true, delay: 60}}
            """))
        .containsExactly(
            "2 replication.patterns.enabled: 1 is neither true nor false (C2)",
            "2 replication.patterns.mode: stron is not valid; did you mean strong? (P3)",
            "2 replication.patterns.excludePatterns: dev-* is not a list: write [a, b], or "
                + "one item a line after - (C3)",
            "3 replication.executions.analytics.delay: 60 is not a duration: write a whole "
                + "number and its unit: 250ms, 10s, 5m or 1h (C2)",
            "3 replication.executions.analytics.destination: is missing: name the region "
                + "that outcomes are copied to (P4)");
  }

  @Test
  void refusesAcceleratorsThatAreIncompleteOrRepeated() {
    assertThat(
            Documents.faults(
                """
            globalAccelerator:
              endpoints:
                - {region: us-east-1, weight: -1}
                - {region: us-east-1, weight: 1}
                - {weight: 1}
                - {region: eu-west-1}
            """))
        .containsExactly(
            "3 globalAccelerator.endpoints[0].weight: -1 is negative: a weight is 0 or more (R10)",
            "4 globalAccelerator.endpoints[1].region: us-east-1 is an endpoint already: "
                + "name each region once (C3)",
            "5 globalAccelerator.endpoints[2].region: is missing: name the endpoint's region (C3)",
            "6 globalAccelerator.endpoints[3].weight: is missing: give the region a weight, 0 or more"
                + " (R10)");
  }

  @Test
  void refusesAcceleratorsThatLeadNowhere() {
    assertThat(Documents.faults("globalAccelerator: {enabled: true}"))
        .containsExactly(
            "1 globalAccelerator.endpoints: is missing: name the regions that it leads to, and"
                + " their weights (C3)");
    assertThat(
            Documents.faults(
                "globalAccelerator: {enabled: true, endpoints: [{region: us-east-1, weight: 0}]}"))
        .containsExactly(
            "1 globalAccelerator.endpoints: this list gives no region a weight above 0: give at"
                + " least one (R10)");
    assertThat(Documents.faults("globalAccelerator: {enabled: false}")).isEmpty();
  }

  @Test
  void saysAllFaultsAtOnceInTheOrderOfTheDocument() {
    assertThat(
            Documents.faultsOf(
                """
            topics: {partitions: 0}
            regions:
              - id: a
              - id: a
            routing: {strategy: weighted, weights: {b: 1}}
            health: {interval: soon}
            """))
        .containsExactly(
            "1 topics.partitions: 0 is not a whole number from 1 to 10000 (C3)",
            "4 regions[1].id: a is the id of another region, in line 3: ids are unique (C3)",
            "5 routing.weights.b: b is no defined region; did you mean a? (C3)",
            "6 health.interval: soon is not a duration: write a whole number and its unit: "
                + "250ms, 10s, 5m or 1h (C2)");
  }
}
