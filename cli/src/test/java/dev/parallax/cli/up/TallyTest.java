package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final SampleRequest REQUEST =
      new SampleRequest("spam", "content-classifier", "{\"text\":\"x\"}", "eu-west-1");

  private final Tally tally = new Tally();

  private static SampleResult ended(ExecutionStatus status) {
    var outcome =
        ExecutionOutcome.newBuilder()
            .setExecutionId("e")
            .setStatus(status)
            .setRegions(List.of("eu-west-1"))
            .setAgents(List.of("eu-1"))
            .setStartedAt(1_000)
            .setCompletedAt(1_042)
            .setDurationMs(42)
            .build();
    return new SampleResult(REQUEST, Optional.of(outcome), Optional.empty());
  }

  @Test
  void countsByStatusAndTellsTheLast() {
    for (int i = 0; i < 4; i++) {
      tally.sent();
    }
    tally.received(ended(ExecutionStatus.COMPLETED));
    tally.received(
        new SampleResult(
            REQUEST, Optional.empty(), Optional.of(new IllegalStateException("gone"))));
    tally.received(ended(ExecutionStatus.COMPLETED));

    assertThat(tally.line())
        .isEqualTo(
            "Sample requests: 4 sent, 2 COMPLETED, 1 LOST; last: content-classifier from eu-west-1,"
                + " answered by eu-1 in 42ms");
    assertThat(tally.text()).startsWith("4 sent, 2 COMPLETED, ");
    assertThat(tally.toJson()).hasToString("{\"sent\":4,\"COMPLETED\":2,\"LOST\":1}");
  }

  @Test
  void saysWhatIsKnownBeforeTheFirstAnswer() {
    tally.sent();

    assertThat(tally.line()).isEqualTo("Sample requests: 1 sent");
  }

  @Test
  void showsAnOutcomeWithoutValueAndReason() {
    assertThat(ended(ExecutionStatus.FAILED).answer(10)).isEmpty();
    assertThat(ended(ExecutionStatus.FAILED).status()).isEqualTo("FAILED");
  }
}
