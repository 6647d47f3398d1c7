package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.Replication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** C1, P1 to P4: what is copied between the clusters of regions. */
class ReplicationConfigTest {
  private static final String FEDERATED =
      """
      regions:
        - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
        - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092", properties: {ssl.key.password: x}}}
      controlPlane: {mode: federated}
      """;

  @Test
  void copiesPatternsAndNothingElseByDefault() {
    assertThat(Documents.wholeConfig(FEDERATED).replication())
        .isEqualTo(
            new Replication(
                new Replication.Patterns(
                    true,
                    Replication.Mode.EVENTUAL,
                    List.of(),
                    Replication.OnUnavailable.REJECT,
                    Duration.ofSeconds(30)),
                false,
                new Replication.Executions(false, Optional.empty()),
                List.of()));
  }

  @Test
  void readsBothSpellingsOfWhatIsCopied() {
    var replication =
        Documents.wholeConfig(
                FEDERATED.replace(
                        "mode: federated", "mode: federated, federation: {sync: {agents: true}}")
                    + """
                    replication:
                      patterns: {mode: strong, onUnavailable: wait, timeout: 10s, excludePatterns: [dev-*]}
                      executions:
                        enabled: true
                        analytics: {enabled: true, destination: eu-west-1, delay: 90s}
                      topics: [knowledge-*]
                    """)
            .replication();

    assertThat(replication)
        .isEqualTo(
            new Replication(
                new Replication.Patterns(
                    true,
                    Replication.Mode.STRONG,
                    List.of("dev-*"),
                    Replication.OnUnavailable.WAIT,
                    Duration.ofSeconds(10)),
                true,
                new Replication.Executions(
                    true,
                    Optional.of(new Replication.Analytics("eu-west-1", Duration.ofSeconds(90)))),
                List.of("knowledge-*")));
  }

  @Test
  void refusesSpellingsThatContradictEachOther() {
    assertThat(
            Documents.faultsOf(
                FEDERATED.replace(
                        "mode: federated", "mode: federated, federation: {sync: {patterns: true}}")
                    + "replication: {patterns: {enabled: false}}\n"))
        .containsExactly(
            "4 controlPlane.federation.sync.patterns: true contradicts replication.patterns.enabled"
                + " in line 5, which means the same: keep one of them (C1)");
  }

  @Test
  void asksARegionsClusterForItsBrokers() {
    assertThat(Documents.faultsOf("regions: [{id: us-east-1, kafka: {properties: {}}}]\n"))
        .containsExactly(
            "1 regions[0].kafka: bootstrapServers is missing: name the brokers of this region"
                + " (C3)");
  }

  @Test
  void printsWhatItReads() {
    var config = Documents.wholeConfig(FEDERATED + "replication: {patterns: {mode: strong}}\n");

    var printed = YamlDocuments.print(EffectiveConfig.of(config));

    assertThat(printed).doesNotContain("ssl.key.password: x").contains("mode: strong");
    assertThat(Documents.wholeConfig(printed).replication()).isEqualTo(config.replication());
  }

  @Test
  void meansTheClusterOfTheRegionWhereItIsRead() {
    var config = Documents.wholeConfig(FEDERATED);

    assertThat(config.in("eu-west-1").kafka())
        .isEqualTo(new Kafka("eu:9092", Map.of("ssl.key.password", "x")));
    assertThat(config.in("eu-west-1").controlPlane().currentRegion()).isEqualTo("eu-west-1");
  }
}
