package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.execution.Answer;
import dev.parallax.core.execution.Assignment;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Outcome;
import dev.parallax.core.execution.PatternFaults;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.execution.Step;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.core.json.Json;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a vote of several agents, with one replaced, looks like from outside. */
class OutcomeRecordsTest {
  private static final Json ONE = Json.Num.of("1.0");

  @Test
  void tellsAgreementVotesAndEveryAttempt() {
    var record = OutcomeRecords.of("e-1", row(true), outcome(ONE));

    assertThat(record.getValue()).isEqualTo("1");
    assertThat(record.getAgreement()).isEqualTo(1.0);
    assertThat(record.getConfidence()).isEqualTo(0.75);
    assertThat(record.getAttempts()).isEqualTo(2);
    assertThat(record.getRegions()).containsExactly("ap", "eu", "us");
    assertThat(record.getVotesByRegion())
        .isEqualTo(Map.of("us", Map.of("1", 1), "eu", Map.of("1", 1)));
    assertThat(record.getAnswers())
        .extracting("slot", "attempt", "agentId", "value", "error")
        .containsExactly(
            tuple(0, 1, "us-1", "1", null),
            tuple(1, 1, "ap-1", null, "no answer within 100 ms"),
            tuple(1, 2, "eu-1", "1", null));
  }

  @Test
  void tellsTheVotesOfATie() {
    var record = OutcomeRecords.of("e-1", row(false), outcome(new Json.Text("1")));

    assertThat(record.getReason()).isEqualTo("a tie: 2 values have 1 of 2 each");
    assertThat(record.getValue()).isNull();
    assertThat(record.getConfidence()).isNull();
    assertThat(record.getAgreement()).isEqualTo(0.5);
    assertThat(record.getVotesByRegion())
        .isEqualTo(Map.of("us", Map.of("1", 1), "eu", Map.of("\"1\"", 1)));
    assertThat(record.getAnswers()).isNull();
  }

  @Test
  void countsEveryRegionThatWasAskedByTheBestThatHappenedThere() {
    var outcome = outcome(ONE);

    assertThat(Traffic.End.of("us", outcome)).isEqualTo(Traffic.End.ANSWERED);
    assertThat(Traffic.End.of("eu", outcome)).isEqualTo(Traffic.End.ANSWERED);
    assertThat(Traffic.End.of("ap", outcome)).isEqualTo(Traffic.End.TIMED_OUT);
  }

  @Test
  void aRegionThatWasStillAtWorkHasNotFailed() {
    var cancelled = ((Step.Finished) begin().onCancel("cancelled", 10)).outcome();
    var waiting = ((Step.Retry) begin().onDisconnected("us-1", 10)).answered(List.of(), "none");
    var failed = (Step.Finished) ((Step.Waiting) waiting).next().onCancel("cancelled", 20);

    assertThat(Traffic.End.of("us", cancelled)).isEqualTo(Traffic.End.ANSWERED);
    assertThat(Traffic.End.of("us", failed.outcome())).isEqualTo(Traffic.End.FAILED);
  }

  /** us-1 says one; ap-1 is silent, and eu-1 in its place says {@code second}. */
  private static Outcome outcome(Json second) {
    var answered = ((Step.Waiting) begin().onAnswer(Answer.of(0, 1, "us-1", ONE, 1), 50)).next();
    var retry = (Step.Retry) answered.onTime(100);
    var again = (Step.Waiting) retry.answered(List.of(new Assignment(1, "eu-1", "eu")), "");
    var step = again.next().onAnswer(Answer.of(1, 2, "eu-1", second, 0.5), 150);
    return ((Step.Finished) step).outcome();
  }

  private static Execution begin() {
    var agents =
        new Pattern.Agents(
            Set.of(), 2, OptionalInt.empty(), new RegionWish.Auto(), Optional.empty());
    var voting = Aggregator.of(PatternFaults.defaultAggregation(agents, "parallel"));
    return Execution.begin(
        "e-1",
        new Rules(voting, true, OptionalInt.empty(), 100, 1),
        0,
        1_000,
        List.of(new Assignment(0, "us-1", "us"), new Assignment(1, "ap-1", "ap")),
        0);
  }

  private static ExecutionRow row(boolean includeVotes) {
    return ExecutionRow.newBuilder()
        .setContentHash("hash")
        .setState(RowState.RUNNING)
        .setStartedAt(0)
        .setDeadline(1_000)
        .setForgetAt(0)
        .setIncludeVotes(includeVotes)
        .setSlots(List.of())
        .setHeaders(List.of())
        .build();
  }
}
