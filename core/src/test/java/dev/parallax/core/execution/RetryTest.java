package dev.parallax.core.execution;

import static dev.parallax.core.execution.Runs.answer;
import static dev.parallax.core.execution.Runs.begin;
import static dev.parallax.core.execution.Runs.next;
import static dev.parallax.core.execution.Runs.outcome;
import static dev.parallax.core.execution.Runs.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.parallax.core.json.Json;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** X8: who is asked again, when, and what stands. */
class RetryTest {
  private final Execution pair = begin(rules(Runs.consensus(), 1), "us-1", "eu-1");

  @Test
  void asksForAnotherAgentAtOnceAndKeepsWhatWasAnswered() {
    var answered = next(pair.onAnswer(answer(1, 1, "eu-1", "x"), 1_100));
    var retry = (Step.Retry) answered.onAnswer(Answer.failed(0, 1, "us-1", "busy"), 1_200);

    assertThat(retry.vacancies()).containsExactly(new Step.Vacancy(0, 2, "us"));
    assertThat(retry.excludedAgents()).containsExactly("eu-1", "us-1");
    var again = next(retry.answered(List.of(Runs.to(0, "us-2")), ""));
    assertThat(again.nextDueAt()).hasValue(11_200);
    var ended = outcome(again.onAnswer(answer(0, 2, "us-2", "x"), 2_000));
    assertThat(ended.value()).contains(new Json.Text("x"));
    assertThat(ended.attempts()).isEqualTo(2);
    assertThat(ended.agents()).containsExactly("eu-1", "us-2");
    assertThat(ended.slots().get(0).attempts())
        .extracting(Attempt::number, Attempt::agentId, Attempt::askedAt, a -> a.end().get().at())
        .containsExactly(tuple(1, "us-1", 1_000L, 1_200L), tuple(2, "us-2", 1_200L, 2_000L));
  }

  @Test
  void asksForAllSlotsThatFailTogether() {
    var four = begin(rules(Runs.consensus(), 2), "us-1", "us-2", "eu-1", "us-3");
    var answered = next(four.onAnswer(answer(3, 1, "us-3", "x"), 1_100));
    var second = (Step.Retry) answered.onDisconnected("us-1", 1_200);
    var mixed =
        (Step.Retry)
            next(second.answered(List.of(Runs.to(0, "us-4")), "")).onUnhealthy("us", 1_300);

    assertThat(mixed.vacancies())
        .containsExactly(new Step.Vacancy(0, 3, "us"), new Step.Vacancy(1, 2, "us"));
    assertThat(mixed.excludedAgents()).containsExactly("eu-1", "us-1", "us-2", "us-3", "us-4");
  }

  @Test
  void ignoresAnAnswerOfAnAgentThatWasReplaced() {
    var retry = (Step.Retry) pair.onDisconnected("us-1", 1_200);
    var again = next(retry.answered(List.of(Runs.to(0, "us-2")), ""));

    assertThat(again.onAnswer(answer(0, 1, "us-1", "x"), 1_300))
        .isEqualTo(new Step.Ignored(Step.Cause.REPLACED));
    assertThat(again.onAnswer(answer(0, 2, "us-1", "x"), 1_300))
        .isEqualTo(new Step.Ignored(Step.Cause.NOT_ASKED));
  }

  @Test
  void givesUpWhenItsAttemptsAreUsed() {
    var retry = (Step.Retry) pair.onDisconnected("us-1", 1_200);
    var again = next(retry.answered(List.of(Runs.to(0, "us-2")), ""));
    var answered = next(again.onAnswer(answer(1, 1, "eu-1", "x"), 1_300));
    var ended = outcome(answered.onAnswer(Answer.failed(0, 2, "us-2", "ill"), 1_400));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.reason()).contains("1 of 2 needed answers came; us-2: ill");
    assertThat(ended.regions()).containsExactly("eu", "us");
  }

  @Test
  void awaitsTheOthersWhenNobodyElseCanBeAsked() {
    var retry = (Step.Retry) pair.onDisconnected("us-1", 1_200);
    var waiting = next(retry.answered(List.of(), "no eligible agent"));
    var ended = outcome(waiting.onAnswer(answer(1, 1, "eu-1", "x"), 1_300));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.reason())
        .contains(
            "1 of 2 needed answers came;"
                + " us-1: disconnected; nobody else to ask: no eligible agent");
    assertThat(ended.votes().get("eu").isSilent()).isFalse();
  }

  @Test
  void isOverWhenTheLastOpenSlotFindsNobody() {
    var waiting = next(pair.onAnswer(answer(1, 1, "eu-1", "x"), 1_100));
    var retry = (Step.Retry) waiting.onTime(11_000);

    assertThat(outcome(retry.answered(List.of(), "no eligible agent")).status())
        .isEqualTo(Status.TIMED_OUT);
  }

  @Test
  void asksNobodyMoreOnceThereCanNeverBeEnough() {
    var retry = (Step.Retry) pair.onDisconnected("us-1", 1_200);
    var waiting = next(retry.answered(List.of(), "no eligible agent"));

    assertThat(waiting.onAnswer(Answer.failed(1, 1, "eu-1", "ill"), 1_300))
        .isInstanceOf(Step.Finished.class);
  }

  @Test
  void asksNobodyAtTheDeadline() {
    var retry = (Step.Retry) pair.onTime(11_000);
    var again = next(retry.answered(List.of(Runs.to(0, "us-2"), Runs.to(1, "eu-2")), ""));
    var late = begin(rules(Runs.consensus(), 9), "us-1", "eu-1");

    assertThat(again.nextDueAt()).hasValue(21_000);
    assertThat(outcome(again.onTime(21_000)).status()).isEqualTo(Status.TIMED_OUT);
    assertThat(outcome(late.onTime(26_000)).attempts()).isEqualTo(1);
  }

  @Test
  void boundsTheTimeoutOfARetryByTheDeadline() {
    var retry = (Step.Retry) pair.onDisconnected("us-1", 20_000);
    var again = next(retry.answered(List.of(Runs.to(0, "us-2")), ""));

    assertThat(again.slots().get(0).current().dueAt()).isEqualTo(26_000);
  }

  @Test
  void fillsASlotAlsoWhereNotAllAreAwaited() {
    var eager =
        begin(new Rules(Runs.plurality(), false, OptionalInt.of(2), 10_000, 1), "us-1", "eu-1");

    assertThat(eager.onDisconnected("us-1", 1_100)).isInstanceOf(Step.Retry.class);
  }

  @Test
  void refusesAnAgentThatWasAskedBeforeAndASlotThatIsTaken() {
    var retry = (Step.Retry) pair.onDisconnected("us-1", 1_200);

    assertThatThrownBy(() -> retry.answered(List.of(Runs.to(0, "us-1")), ""))
        .hasMessageContaining("us-1 is excluded");
    assertThatThrownBy(() -> retry.answered(List.of(Runs.to(0, "eu-1")), ""))
        .hasMessageContaining("eu-1 is excluded");
    assertThatThrownBy(() -> retry.answered(List.of(Runs.to(1, "eu-2")), ""))
        .hasMessageContaining("slot 1 is not to be filled");
  }

  @Test
  void aSlotKeepsWhatWasAnswered() {
    var answered =
        Attempt.open(1, "us-1", "us", 0, 9).ended(new End.Answered(new Json.Null(), 1, 5));

    assertThatThrownBy(() -> new Slot(0, List.of(answered, Attempt.open(2, "us-2", "us", 5, 9))))
        .hasMessageContaining("had not failed");
    assertThatThrownBy(() -> new Slot(0, List.of())).hasMessageContaining("no attempt");
  }
}
