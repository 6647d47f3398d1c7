package dev.parallax.cli.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowAction;
import dev.parallax.events.FlowState;
import dev.parallax.events.ReplicationFlow;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderWatchTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
  private static final Flow FLOW = new Flow("us-east-1", "eu-west-1");

  @BeforeAll
  static void trustOurRecords() {
    assertThat(new AvroCodecs(new InMemorySchemaRegistry())).isNotNull();
  }

  @Test
  void theLastWordOfAReplicatorThatIsGoneIsNoAnswer() {
    var last = report(FlowState.RUNNING, NOW.minusSeconds(40));

    assertThat(OrderWatch.from(FlowAction.RESUME, Optional.empty()).isDone(row(last))).isFalse();
    assertThat(OrderWatch.from(FlowAction.RESUME, Optional.of(last)).isDone(row(last))).isFalse();
  }

  @Test
  void aReportFromBeforeTheOrderIsNoAnswer() {
    var before = report(FlowState.RUNNING, NOW.minusSeconds(2));
    var watch = OrderWatch.from(FlowAction.RESUME, Optional.of(before));

    assertThat(watch.isDone(row(before))).isFalse();
    assertThat(watch.isDone(row(report(FlowState.RUNNING, NOW)))).isTrue();
  }

  @Test
  void onlyTheStateThatWasOrderedIsOne() {
    var paused = row(report(FlowState.PAUSED, NOW));
    var retrying = row(report(FlowState.RETRYING, NOW));

    assertThat(OrderWatch.from(FlowAction.PAUSE, Optional.empty()).isDone(paused)).isTrue();
    assertThat(OrderWatch.from(FlowAction.RESUME, Optional.empty()).isDone(paused)).isFalse();
    assertThat(OrderWatch.from(FlowAction.RESUME, Optional.empty()).isDone(retrying)).isFalse();
  }

  private static FlowRow row(ReplicationFlow report) {
    return new FlowRow(FLOW, Optional.of(report), Optional.empty(), OptionalLong.empty(), NOW);
  }

  private static ReplicationFlow report(FlowState state, Instant at) {
    return ReplicationFlow.newBuilder()
        .setFlow(FLOW.name())
        .setSource(FLOW.source())
        .setTarget(FLOW.target())
        .setState(state)
        .setUpdatedAt(at.toEpochMilli())
        .build();
  }
}
