package dev.parallax.core.execution;

import static dev.parallax.core.execution.Runs.answer;
import static dev.parallax.core.execution.Runs.begin;
import static dev.parallax.core.execution.Runs.next;
import static dev.parallax.core.execution.Runs.outcome;
import static dev.parallax.core.execution.Runs.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.aggregation.RegionVotes;
import dev.parallax.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One attempt: what ends an execution, and what does not count. Retries: see RetryTest. */
class ExecutionTest {
  private final Execution race = begin(rules(Aggregator.first(0.5), 0), "us-1", "eu-1");
  private final Execution vote = begin(rules(Runs.plurality(), 0), "us-1", "eu-1", "ap-1");

  @Test
  void theFirstSureAnswerIsTheOutcome() {
    var spam = new Json.Text("spam");
    var step = race.onAnswer(Answer.of(1, 1, "eu-1", spam, 0.9), 1_250);

    assertThat(outcome(step))
        .isEqualTo(
            new Outcome(
                Status.COMPLETED,
                Optional.empty(),
                Optional.of(spam),
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                new TreeMap<>(
                    Map.of(
                        "us", votes(Map.of()), "eu", votes(Map.of("\"spam\"", List.of("eu-1"))))),
                List.of("eu", "us"),
                List.of("eu-1"),
                1,
                1_000,
                1_250,
                List.of(
                    new Slot(0, List.of(Attempt.open(1, "us-1", "us", 1_000, 11_000))),
                    new Slot(
                        1,
                        List.of(
                            new Attempt(
                                1,
                                "eu-1",
                                "eu",
                                1_000,
                                11_000,
                                Optional.of(new End.Answered(spam, 0.9, 1_250))))))));
    assertThat(((Step.Finished) step).last().unanswered())
        .extracting(Slot::number)
        .containsExactly(0);
  }

  @Test
  void anUnsureAnswerWaitsForTheOthers() {
    var step = race.onAnswer(Answer.of(0, 1, "us-1", new Json.Text("a"), 0.49), 1_100);
    var ended = next(step).onAnswer(Answer.of(1, 1, "eu-1", new Json.Text("b"), 0.5), 1_200);

    assertThat(outcome(ended).value()).contains(new Json.Text("b"));
  }

  @Test
  void failsNamingEveryAgentWhenAllHaveFailed() {
    var waiting = next(race.onAnswer(Answer.failed(0, 1, "us-1", "out of memory"), 1_100));
    var ended = waiting.onAnswer(Answer.of(1, 1, "eu-1", new Json.Text("b"), 0.1), 1_200);

    assertThat(outcome(ended).status()).isEqualTo(Status.FAILED);
    assertThat(outcome(ended).reason())
        .contains("eu-1: confidence 0.1 is below 0.5; us-1: out of memory");
  }

  @Test
  void awaitsEveryVoteEvenIfTheValueIsCertain() {
    var two =
        next(vote.onAnswer(answer(0, 1, "us-1", "x"), 1_100))
            .onAnswer(answer(1, 1, "eu-1", "x"), 1_200);
    var ended = outcome(next(two).onAnswer(answer(2, 1, "ap-1", "y"), 1_300));

    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(ended.value()).contains(new Json.Text("x"));
    assertThat(ended.agreement()).hasValue(2.0 / 3);
    assertThat(ended.agents()).containsExactly("eu-1", "us-1");
  }

  @Test
  void tellsTheVotesOfAFailedVote() {
    var two =
        next(vote.onAnswer(answer(0, 1, "us-1", "x"), 1_100))
            .onAnswer(answer(1, 1, "eu-1", "y"), 1_200);
    var ended = outcome(next(two).onAnswer(answer(2, 1, "ap-1", "z"), 1_300));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.reason()).contains("a tie: 3 values have 1 of 3 each");
    assertThat(ended.votes().get("ap").agentsByValue()).containsEntry("\"z\"", List.of("ap-1"));
  }

  @Test
  void tooFewAnswersAreNoValueEvenIfTheyAgree() {
    var two =
        next(vote.onAnswer(answer(0, 1, "us-1", "x"), 1_100))
            .onAnswer(answer(1, 1, "eu-1", "x"), 1_200);
    var failed = outcome(next(two).onAnswer(Answer.failed(2, 1, "ap-1", "busy"), 1_300));
    var silent = outcome(next(two).onTime(11_000));

    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(failed.reason()).contains("2 of 3 needed answers came; ap-1: busy");
    assertThat(failed.value()).isEmpty();
    assertThat(failed.confidence()).isEmpty();
    assertThat(failed.agents()).isEmpty();
    assertThat(failed.agreement()).hasValue(1);
    assertThat(silent.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(silent.reason())
        .contains("2 of 3 needed answers came; no answer within 10000 ms from ap-1 (ap)");
  }

  @Test
  void enoughAnswersAreAValueAlthoughOthersFailed() {
    var two =
        begin(
            new Rules(Runs.plurality(), true, OptionalInt.of(2), 10_000, 0),
            "us-1",
            "eu-1",
            "ap-1");
    var step =
        next(two.onAnswer(answer(0, 1, "us-1", "x"), 1_100))
            .onAnswer(answer(1, 1, "eu-1", "x"), 1_200);

    var ended = outcome(next(step).onTime(11_000));
    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(ended.confidence()).hasValue(1);
  }

  @Test
  void doesNotAwaitAllIfToldSoButAValue() {
    var two =
        begin(
            new Rules(Runs.plurality(), false, OptionalInt.of(2), 10_000, 0),
            "us-1",
            "eu-1",
            "ap-1",
            "sa-1");
    var one = next(two.onAnswer(answer(0, 1, "us-1", "x"), 1_100));
    var tied = next(one.onAnswer(answer(1, 1, "eu-1", "y"), 1_200));
    var ended = outcome(tied.onAnswer(answer(2, 1, "ap-1", "y"), 1_300));

    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(ended.value()).contains(new Json.Text("y"));
    assertThat(ended.completedAt()).isEqualTo(1_300);
  }

  @Test
  void doesNotAwaitWhatCanNeverBeEnough() {
    var two =
        begin(
            new Rules(Runs.plurality(), false, OptionalInt.of(2), 10_000, 0),
            "us-1",
            "eu-1",
            "ap-1");
    var one = next(two.onAnswer(Answer.failed(0, 1, "us-1", "busy"), 1_100));

    assertThat(outcome(one.onAnswer(Answer.failed(1, 1, "eu-1", "ill"), 1_200)).reason())
        .contains("0 of 2 needed answers came; us-1: busy; eu-1: ill");
  }

  @Test
  void namesTheRegionThatIsDownInAConsensusAcrossRegions() {
    var three = begin(rules(Runs.acrossRegions(), 0), "us-1", "eu-1", "ap-1");
    var two =
        next(three.onAnswer(answer(0, 1, "us-1", "x"), 1_100))
            .onAnswer(answer(1, 1, "eu-1", "x"), 1_200);
    var ended = outcome(next(two).onUnhealthy("ap", 1_300));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.reason())
        .contains(
            "no consensus across regions: 2 of 3 regions agree, 0.7 needed; no answer from ap;"
                + " ap-1: its region ap is UNHEALTHY");
    assertThat(ended.votes().get("ap").isSilent()).isTrue();
    assertThat(outcome(next(two).onTime(11_000)).status()).isEqualTo(Status.FAILED);
    assertThat(outcome(three.onTime(11_000)).status()).isEqualTo(Status.TIMED_OUT);
  }

  @Test
  void countsTheSameAnswerOnce() {
    var waiting = next(vote.onAnswer(answer(0, 1, "us-1", "x"), 1_100));
    var failed = next(vote.onAnswer(Answer.failed(0, 1, "us-1", "busy"), 1_100));

    assertThat(waiting.onAnswer(answer(0, 1, "us-1", "x"), 1_101))
        .isEqualTo(new Step.Ignored(Step.Cause.DUPLICATE));
    assertThat(failed.onAnswer(answer(0, 1, "us-1", "x"), 1_101))
        .isEqualTo(new Step.Ignored(Step.Cause.DUPLICATE));
  }

  @Test
  void ignoresWhoeverWasNotAsked() {
    for (var stray :
        List.of(
            answer(0, 1, "eu-1", "x"),
            answer(2, 1, "eu-1", "x"),
            answer(-1, 1, "eu-1", "x"),
            answer(3, 1, "eu-1", "x"),
            answer(1, 2, "eu-1", "x"),
            answer(1, 0, "eu-1", "x"))) {
      assertThat(vote.onAnswer(stray, 1_100)).isEqualTo(new Step.Ignored(Step.Cause.NOT_ASKED));
    }
  }

  @Test
  void ignoresALateAnswer() {
    var failed = next(vote.onDisconnected("us-1", 1_100));

    assertThat(failed.onAnswer(answer(0, 1, "us-1", "x"), 1_101))
        .isEqualTo(new Step.Ignored(Step.Cause.LATE));
  }

  @Test
  void takesAnAnswerThatWasReadLateButBeforeItTimedOut() {
    assertThat(outcome(race.onAnswer(Answer.of(0, 1, "us-1", new Json.Null(), 1), 99_000)).status())
        .isEqualTo(Status.COMPLETED);
  }

  @Test
  void whatDoesNotConcernItChangesNothing() {
    var answered = next(vote.onAnswer(answer(0, 1, "us-1", "x"), 1_100));

    for (var step :
        List.of(
            answered.onDisconnected("us-1", 1_200),
            answered.onDisconnected("us-9", 1_200),
            answered.onUnhealthy("us", 1_200),
            answered.onTime(10_999))) {
      assertThat(step).isEqualTo(new Step.Ignored(Step.Cause.UNCONCERNED));
    }
  }

  @Test
  void timesOutNamingTheSilentAgents() {
    var waiting = next(race.onAnswer(Answer.failed(0, 1, "us-1", "busy"), 1_100));
    var outcome = outcome(waiting.onTime(11_005));

    assertThat(outcome.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(outcome.reason()).contains("us-1: busy; no answer within 10000 ms from eu-1 (eu)");
    assertThat(outcome.durationMs()).isEqualTo(10_005);
    assertThat(race.nextDueAt()).hasValue(11_000);
  }

  @Test
  void neverTimesOutAfterItsDeadline() {
    var rules = new Rules(Aggregator.first(0), true, OptionalInt.empty(), Long.MAX_VALUE, 3);
    var late = Execution.begin("e-1", rules, 0, 500, List.of(Runs.to(0, "us-1")), 700);

    assertThat(begin(rules, "us-1").nextDueAt()).hasValue(26_000);
    assertThat(late.nextDueAt()).hasValue(700);
    assertThat(outcome(late.onTime(700)).status()).isEqualTo(Status.TIMED_OUT);
  }

  @Test
  void neverEndsBeforeItStartedWhenClocksDiffer() {
    assertThat(outcome(race.onCancel("by ops", 500)).durationMs()).isZero();
  }

  @Test
  void endsByCancellationAndTellsWhatThereIs() {
    var waiting = next(vote.onAnswer(answer(0, 1, "us-1", "x"), 1_100));
    var step = (Step.Finished) waiting.onCancel("cancelled by ops", 1_200);

    assertThat(step.outcome().status()).isEqualTo(Status.CANCELLED);
    assertThat(step.outcome().reason()).contains("cancelled by ops");
    assertThat(step.outcome().value()).isEmpty();
    assertThat(step.outcome().votes().get("us").isSilent()).isFalse();
    assertThat(step.last().unanswered()).extracting(Slot::number).containsExactly(1, 2);
  }

  @Test
  void nothingCountsAfterItsEnd() {
    var last = ((Step.Finished) vote.onCancel("cancelled by ops", 1_200)).last();

    for (var step :
        List.of(
            last.onAnswer(answer(0, 1, "us-1", "x"), 1_300),
            last.onTime(99_000),
            last.onDisconnected("us-1", 1_300),
            last.onUnhealthy("us", 1_300),
            last.onCancel("again", 1_300))) {
      assertThat(step).isEqualTo(new Step.Ignored(Step.Cause.ENDED));
    }
    assertThat(last.nextDueAt()).isEmpty();
  }

  @Test
  void refusesToBeWithoutSlotsOrToAskAnAgentTwice() {
    var rules = rules(Runs.plurality(), 0);

    assertThatThrownBy(() -> begin(rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("e-1");
    assertThatThrownBy(() -> begin(rules, "us-1", "us-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("us-1 is asked twice");
    assertThatThrownBy(() -> Execution.begin("e-1", rules, 0, 1, List.of(Runs.to(1, "us-1")), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not numbered from 0");
  }

  private static RegionVotes votes(Map<String, List<String>> agents) {
    return new RegionVotes(new TreeMap<>(agents), Optional.empty());
  }
}
