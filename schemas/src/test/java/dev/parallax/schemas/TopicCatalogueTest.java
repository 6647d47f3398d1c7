package dev.parallax.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCatalogueTest {
  private final TopicCatalogue topics = new TopicCatalogue("acme.", 12);

  /** The wire contract: to change a line here is to change what others rely on. */
  @Test
  void describesEveryTopic() {
    assertThat(topics.all(List.of("us-east-1", "eu-west-1")).stream().map(this::line))
        .containsExactly(
            "acme.requests             ExecutionRequest       12 delete  7d append 1048588",
            "acme.cancellations        ExecutionCancellation  12 delete  7d append 262144",
            "acme.heartbeats           AgentHeartbeat         12 delete  1d append 262144",
            "acme.probes               HealthProbe             1 delete  1d append 262144",
            "acme.commands             RegionCommand           1 delete 90d append 262144",
            "acme.patterns             PatternDefinition       1 compact    append 1048588",
            "acme.agents               AgentState             12 compact    create 262144",
            "acme.regions              RegionState             1 compact    create 1048588",
            "acme.executions.us-east-1 ExecutionTask          12 delete  7d create 1310732",
            "acme.executions.eu-west-1 ExecutionTask          12 delete  7d create 1310732",
            "acme.results              TaskResult             12 delete  7d append 1048588",
            "acme.outcomes             ExecutionOutcome       12 delete 30d append 2097176",
            "acme.decisions            RoutingDecision        12 delete 30d create 1048588",
            "acme.unroutable           UnroutableRequest      12 delete 30d create 2097176",
            "acme.traffic              RegionTraffic           1 delete  1d append 262144",
            "acme.failovers            FailoverEvent           1 delete 90d create 262144",
            "acme.dead-letters         -                      12 delete 30d create 1048588");
  }

  @Test
  void describesWhatControlPlanesTellEachOther() {
    assertThat(topics.federation("us-east-1", List.of("eu-west-1")).stream().map(this::line))
        .containsExactly(
            "acme.summaries            RegionSummary           1 compact    create 1048588",
            "acme.ballots              FailoverBallot          1 compact    create 1048588",
            "acme.forward.eu-west-1    ForwardedPart          12 delete  7d create 1572876",
            "acme.returned.eu-west-1   ReturnedPart           12 delete  7d create 1310732",
            "eu-west-1.mirror.acme.summaries RegionSummary           1 compact    create 1048588",
            "eu-west-1.mirror.acme.ballots FailoverBallot          1 compact    create 1048588",
            "eu-west-1.mirror.acme.commands RegionCommand           1 delete 90d create 262144",
            "eu-west-1.mirror.acme.forward.us-east-1 ForwardedPart          12 delete  7d create"
                + " 1572876",
            "eu-west-1.mirror.acme.returned.us-east-1 ReturnedPart           12 delete  7d create"
                + " 1310732");
  }

  private String line(TopicSpec topic) {
    var config = topic.config();
    var kept =
        config.containsKey("retention.ms")
            ? Long.parseLong(config.get("retention.ms")) / 86_400_000 + "d"
            : "";
    return "%-25s %-22s %2d %s %s %s %s"
        .formatted(
            topic.name(),
            topic.value().map(Schema::getName).orElse("-"),
            topic.partitions(),
            config.get("cleanup.policy"),
            kept.isEmpty() ? "  " : "%3s".formatted(kept),
            "LogAppendTime".equals(config.get("message.timestamp.type")) ? "append" : "create",
            config.get("max.message.bytes"));
  }

  @Test
  void compactsSoon() {
    assertThat(topics.agents().config())
        .containsEntry("segment.ms", "600000")
        .containsEntry("min.cleanable.dirty.ratio", "0.1");
  }

  @Test
  void deletesTrafficHourByHourAsAllOfItIsReadToCountADay() {
    assertThat(topics.traffic().config()).containsEntry("segment.ms", "3600000");
  }

  @Test
  void namesTheSubjectAfterTheTopic() {
    assertThat(topics.requests().subject()).isEqualTo("acme.requests-value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"under_score.", "a b", "ä"})
  void refusesAPrefixThatIsNoneForTopics(String prefix) {
    assertThatThrownBy(() -> new TopicCatalogue(prefix, 12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "topic prefix \"%s\": only letters, digits, '.' and '-' are allowed (C2)", prefix);
  }

  @Test
  void refusesNoPartitions() {
    assertThatThrownBy(() -> new TopicCatalogue("", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topics.partitions 0: at least 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "US",
        "us_east",
        "-us",
        "us-",
        "us.east",
        "12345678901234567890123456789012345678901"
      })
  void refusesARegionThatIsNone(String region) {
    assertThatThrownBy(() -> topics.executions(region))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("region \"" + region + "\"");
  }

  @Test
  void coversEveryRecordOfTheWireContract() {
    assertThat(Records.TYPES).doesNotHaveDuplicates().hasSize(22);
  }
}
