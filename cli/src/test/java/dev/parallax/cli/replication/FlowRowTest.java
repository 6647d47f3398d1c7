package dev.parallax.cli.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowState;
import dev.parallax.events.ReplicationFlow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FlowRowTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
  private static final Flow FLOW = new Flow("us-east-1", "eu-west-1");

  @Test
  void showsWhatTheReplicatorReports() {
    var row = row(report(FlowState.RUNNING, null, NOW.minusSeconds(2)), Optional.empty());

    assertThat(row.cells())
        .containsExactly(
            "us-east-1>eu-west-1", "RUNNING", "7", "1.5s", "2.0 kB/s", "3", "4", "2s ago", "");
    assertThat(row.isCurrent()).isTrue();
    assertThat(row.json().get("lagRecords").asLong()).isEqualTo(7);
    assertThat(row.json().get("conflicts").asLong()).isEqualTo(4);
  }

  @Test
  void saysThatAReportIsOfThePast() {
    var row = row(report(FlowState.RUNNING, null, NOW.minusSeconds(40)), Optional.empty());

    assertThat(row.state()).isEqualTo("STALE");
    assertThat(row.reason())
        .isEqualTo("the replicator of eu-west-1 is silent; before, it was RUNNING");
    assertThat(row.isCurrent()).isFalse();
  }

  @Test
  void saysWhatIsInTheWay() {
    var row = row(report(FlowState.RETRYING, "no broker answers", NOW), Optional.empty());

    assertThat(row.state()).isEqualTo("RETRYING");
    assertThat(row.reason()).isEqualTo("no broker answers");
    assertThat(row.isCurrent()).isTrue();
  }

  @Test
  void saysThatNobodyReportsOrAnswers() {
    var unreported = row(Optional.empty(), Optional.empty());
    var silent =
        row(report(FlowState.RUNNING, null, NOW), Optional.of("no Kafka broker answers at eu:1"));

    assertThat(unreported.state()).isEqualTo("NO REPORT");
    assertThat(unreported.reason()).contains("start replicator-app --region eu-west-1");
    assertThat(silent.state()).isEqualTo("NO ANSWER");
    assertThat(silent.cells()).contains("-", "no Kafka broker answers at eu:1").doesNotContain("7");
    assertThat(silent.json().get("conflicts").isNull()).isTrue();
    assertThat(silent.isCurrent()).isFalse();
  }

  private static FlowRow row(Optional<ReplicationFlow> report, Optional<String> silence) {
    return new FlowRow(
        FLOW,
        report,
        silence,
        silence.isPresent() ? OptionalLong.empty() : OptionalLong.of(4),
        NOW);
  }

  private static Optional<ReplicationFlow> report(FlowState state, String reason, Instant at) {
    return Optional.of(
        ReplicationFlow.newBuilder()
            .setFlow(FLOW.name())
            .setSource(FLOW.source())
            .setTarget(FLOW.target())
            .setState(state)
            .setReason(reason)
            .setLagRecords(7L)
            .setLagSeconds(1.5)
            .setBytesPerSecond(2_000)
            .setExcluded(3)
            .setUpdatedAt(at.toEpochMilli())
            .build());
  }
}
