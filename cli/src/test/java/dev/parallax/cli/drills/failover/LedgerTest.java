package dev.parallax.cli.drills.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger(List.of("e-1"), Map.of("eu", "eu-west-1"));

  @Test
  void findsNothingWrongWithOneOutcomeInTheRightRegion() {
    ledger.request("e-1", request("{\"dataResidency\":\"eu\"}"));
    ledger.task("eu-west-1", task(1), 5);
    ledger.outcome("e-1", outcome(ExecutionStatus.COMPLETED));

    assertThat(List.of(ledger.lost(), ledger.doubled(), ledger.violations()))
        .containsExactly(0L, 0L, 0L);
    assertThat(ledger.ends()).isEqualTo(Map.of("eu-west-1", Map.of("COMPLETED", 1L)));
  }

  @Test
  void findsWhatWasAcceptedAndNeverEndedLost() {
    ledger.request("e-1", request("{}"));

    assertThat(ledger.lost()).isEqualTo(1);
    assertThat(ledger.freeNotCompleted()).isEqualTo(1);
  }

  @Test
  void findsWhatNeverReachedItsTopicLost() {
    ledger.outcome("e-1", outcome(ExecutionStatus.COMPLETED));

    assertThat(ledger.lost()).isEqualTo(1);
  }

  @Test
  void whatNoBrokerConfirmedMayBeMissingFromItsTopicButNotBeThereWithoutAnEnd() {
    ledger.unconfirmed(List.of("e-1"));
    assertThat(ledger.lost()).isZero();

    ledger.request("e-1", request("{}"));

    assertThat(ledger.lost()).isEqualTo(1);
  }

  @Test
  void findsASecondOutcomeDoubled() {
    ledger.request("e-1", request("{}"));
    ledger.outcome("e-1", outcome(ExecutionStatus.COMPLETED));
    ledger.outcome("e-1", outcome(ExecutionStatus.COMPLETED));

    assertThat(ledger.doubled()).isEqualTo(1);
  }

  @Test
  void findsASecondTaskOfOneAttemptDoubledButNotAnotherAttempt() {
    ledger.request("e-1", request("{}"));
    ledger.task("us-east-1", task(1), 5);
    ledger.task("eu-west-1", task(2), 6);
    assertThat(ledger.doubled()).isZero();

    ledger.task("us-east-1", task(1), 7);

    assertThat(ledger.doubled()).isEqualTo(1);
  }

  @Test
  void findsEveryTaskOutsideTheRegionThatTheInputIsBoundTo() {
    ledger.request("e-1", request("{\"dataResidency\":\"eu\"}"));
    ledger.task("eu-west-1", task(1), 5);
    ledger.task("us-east-1", task(2), 6);

    assertThat(ledger.violations()).isEqualTo(1);
    assertThat(ledger.tasks()).allMatch(Ledger.Task::bound);
  }

  @Test
  void tellsOfEveryFaultWhichExecutionItIsOf() {
    ledger.request("e-1", request("{}"));

    assertThat(ledger.faults())
        .singleElement()
        .asString()
        .startsWith("e-1: ")
        .contains("0 outcomes, 0 unroutable records");
    ledger.outcome("e-1", outcome(ExecutionStatus.FAILED));
    assertThat(ledger.faults()).isEmpty();
  }

  @Test
  void knowsOnlyWhatIsItsOwn() {
    ledger.request("other", request("{}"));
    ledger.outcome("other", outcome(ExecutionStatus.FAILED));

    assertThat(ledger.accepted()).isEqualTo(1);
  }

  private static ExecutionRequest request(String input) {
    return ExecutionRequest.newBuilder().setExecutionId("e-1").setInput(input).build();
  }

  private static ExecutionTask task(int attempt) {
    return ExecutionTask.newBuilder()
        .setExecutionId("e-1")
        .setSlot(0)
        .setAttempt(attempt)
        .setKind(TaskKind.EXECUTE)
        .setInput("{}")
        .setAgentId("a-1")
        .setRegion("us-east-1")
        .setDeadline(1)
        .build();
  }

  private static ExecutionOutcome outcome(ExecutionStatus status) {
    return ExecutionOutcome.newBuilder()
        .setExecutionId("e-1")
        .setStatus(status)
        .setStartedAt(1)
        .setCompletedAt(2)
        .setDurationMs(1)
        .build();
  }
}
