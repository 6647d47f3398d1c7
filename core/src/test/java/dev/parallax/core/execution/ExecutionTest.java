package dev.parallax.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExecutionTest {
  private final Execution pair =
      new Execution(
          "e-1",
          1,
          1_000,
          31_000,
          0.5,
          List.of(Slot.open(0, 1, "us-1", "us-east-1"), Slot.open(1, 1, "eu-1", "eu-west-1")));

  @Test
  void theFirstSureAnswerIsTheOutcome() {
    var step = pair.onAnswer(answer(1, "eu-1", "\"spam\"", 0.9), 1_250);

    assertThat(step).isInstanceOf(Step.Finished.class);
    assertThat(((Step.Finished) step).outcome())
        .isEqualTo(
            new Outcome(
                Status.COMPLETED,
                Optional.empty(),
                Optional.of("\"spam\""),
                OptionalDouble.of(0.9),
                List.of("eu-west-1", "us-east-1"),
                List.of("eu-1"),
                1,
                1_000,
                1_250));
  }

  @Test
  void anUnsureAnswerWaitsForTheOthers() {
    var step = pair.onAnswer(answer(0, "us-1", "1", 0.49), 1_100);

    assertThat(step).isInstanceOf(Step.Waiting.class);
    assertThat(((Step.Waiting) step).next().onAnswer(answer(1, "eu-1", "2", 0.5), 1_200))
        .isInstanceOfSatisfying(
            Step.Finished.class, finished -> assertThat(finished.outcome().value()).contains("2"));
  }

  @Test
  void failsNamingEveryAgentWhenAllHaveFailed() {
    var waiting = (Step.Waiting) pair.onAnswer(failure(0, "us-1", "out of memory"), 1_100);
    var step = waiting.next().onAnswer(answer(1, "eu-1", "2", 0.1), 1_200);

    assertThat(((Step.Finished) step).outcome().status()).isEqualTo(Status.FAILED);
    assertThat(((Step.Finished) step).outcome().reason())
        .contains("us-1: out of memory; eu-1: confidence 0.1 is below 0.5");
  }

  @Test
  void countsTheSameAnswerOnce() {
    var waiting = (Step.Waiting) pair.onAnswer(failure(0, "us-1", "busy"), 1_100);

    assertThat(waiting.next().onAnswer(failure(0, "us-1", "busy"), 1_101))
        .isEqualTo(new Step.Ignored(Step.Cause.DUPLICATE));
  }

  @Test
  void ignoresAnAgentThatWasNotAsked() {
    assertThat(pair.onAnswer(answer(0, "eu-1", "1", 1), 1_100))
        .isEqualTo(new Step.Ignored(Step.Cause.NOT_ASKED));
    assertThat(pair.onAnswer(answer(2, "eu-1", "1", 1), 1_100))
        .isEqualTo(new Step.Ignored(Step.Cause.NOT_ASKED));
    assertThat(pair.onAnswer(answer(-1, "eu-1", "1", 1), 1_100))
        .isEqualTo(new Step.Ignored(Step.Cause.NOT_ASKED));
  }

  @Test
  void ignoresAnAnswerOfAnotherAttempt() {
    var other = new Answer(0, 2, "us-1", "us-east-1", Optional.of("1"), 1, Optional.empty());

    assertThat(pair.onAnswer(other, 1_100)).isEqualTo(new Step.Ignored(Step.Cause.REPLACED));
  }

  @Test
  void timesOutNamingTheSilentAgents() {
    var waiting = (Step.Waiting) pair.onAnswer(failure(0, "us-1", "busy"), 1_100);
    var outcome = waiting.next().onDeadline(31_005).outcome();

    assertThat(outcome.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(outcome.reason()).contains("no answer within 30000 ms from eu-1 (eu-west-1)");
    assertThat(outcome.durationMs()).isEqualTo(30_005);
  }

  @Test
  void neverEndsBeforeItStartedWhenClocksDiffer() {
    assertThat(pair.onDeadline(500).outcome().durationMs()).isZero();
  }

  @Test
  void refusesToBeWithoutSlots() {
    assertThatThrownBy(() -> new Execution("e-1", 1, 0, 1, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("e-1");
  }

  private static Answer answer(int slot, String agent, String value, double confidence) {
    return new Answer(
        slot, 1, agent, "eu-west-1", Optional.of(value), confidence, Optional.empty());
  }

  private static Answer failure(int slot, String agent, String error) {
    return new Answer(slot, 1, agent, "us-east-1", Optional.empty(), 1, Optional.of(error));
  }
}
