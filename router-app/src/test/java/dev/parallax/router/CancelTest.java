package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.Residency;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.runtime.deadletter.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X10. */
class CancelTest {
  @TempDir Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithTwoAgents() {
    router =
        new RouterDriver(
            directory,
            TestConfig.routing(
                TestConfig.NEAREST, Residency.NONE, Duration.ofSeconds(10), 100_000));
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(agent("us-2", "us-east-1", "classification"));
    router.put(region("us-east-1", "us-east-1", 0));
    router.put(pattern("two", "voting", 2));
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void endsAsCancelledAndTellsTheAgentsThatStillWork() {
    router.put(request("e-1").setPattern("two").build());
    var asked = router.tasks("us-east-1");
    router.put(answer(asked.get(0), "1").build());
    router.cancel("e-1");

    assertThat(router.outcomes())
        .extracting(
            ExecutionOutcome::getStatus, ExecutionOutcome::getReason, ExecutionOutcome::getValue)
        .containsExactly(
            tuple(ExecutionStatus.CANCELLED, "cancelled by ann: no longer needed", null));
    assertThat(router.tasks("us-east-1"))
        .extracting(
            ExecutionTask::getKind,
            ExecutionTask::getAgentId,
            ExecutionTask::getSlot,
            ExecutionTask::getAttempt)
        .containsExactly(tuple(TaskKind.CANCEL, asked.get(1).getAgentId(), 1, 1));
    assertThat(router.deadLetters()).isEmpty();
  }

  @Test
  void takesNoAnswerAfterwards() {
    router.put(request("e-1").build());
    var asked = router.tasks("us-east-1").get(0);
    router.cancel("e-1");
    router.outcomes();
    router.put(answer(asked, "1").build());

    assertThat(router.outcomes()).isEmpty();
    assertThat(router.deadLetters()).isEmpty();
    assertThat(router.metrics()).contains("parallax_ignored_results_total 1.0");
  }

  @Test
  void repeatsTheOutcomeForARepeatedRequestRatherThanRunItAgain() {
    router.put(request("e-1").build());
    router.tasks("us-east-1");
    router.cancel("e-1");
    router.put(request("e-1").build());

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus)
        .containsExactly(ExecutionStatus.CANCELLED, ExecutionStatus.CANCELLED);
    assertThat(router.tasks("us-east-1"))
        .extracting(ExecutionTask::getKind)
        .containsExactly(TaskKind.CANCEL);
  }

  @Test
  void cutsAReasonThatAnOutcomeHasNoRoomFor() {
    router.put(request("e-1").build());
    router.cancel("e-1", "x".repeat(200_000));

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(outcome.getReason())
                    .hasSize(503)
                    .startsWith("cancelled by ann: xxx")
                    .endsWith("x..."));
  }

  @Test
  void changesNothingOfWhatHasEndedOrIsUnknownAndSaysSo() {
    router.put(request("e-1").build());
    router.put(answer(router.tasks("us-east-1").get(0), "1").build());
    router.cancel("e-1");
    router.cancel("e-9");

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus)
        .containsExactly(ExecutionStatus.COMPLETED);
    assertThat(router.tasks("us-east-1")).isEmpty();
    assertThat(router.deadLetters())
        .extracting(
            letter -> letter.key(),
            letter -> new String(letter.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
        .containsExactly(tuple("e-1", "ENDED"), tuple("e-9", "UNKNOWN_EXECUTION"));
  }

  @Test
  void endsARequestThatWaitsForAgents() {
    router.put(request("e-1").setCapabilities(List.of("levitation")).build());
    router.cancel("e-1");
    router.put(agent("us-3", "us-east-1", "levitation"));
    router.pass(Duration.ofSeconds(11));

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus, ExecutionOutcome::getAttempts)
        .containsExactly(tuple(ExecutionStatus.CANCELLED, 0));
    assertThat(router.tasks("us-east-1")).isEmpty();
    assertThat(router.unroutable()).isEmpty();
  }

  @Test
  void isWrittenBackToItsHomePartitionIfItIsNotThere() {
    router.put(request("e-1").build());
    router.tasks("us-east-1");
    var cancellation =
        ExecutionCancellation.newBuilder().setExecutionId("e-1").setBy("ann").build();
    router.put(router.topics.cancellations(), "other", cancellation, ExecutionCancellation.class);

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getReason)
        .containsExactly("cancelled by ann");
  }

  @Test
  void makesADeadLetterOfACancellationThatCannotBeRead() {
    router.putBytes(router.topics.cancellations(), "e-1", "stop".getBytes(UTF_8));

    assertThat(router.deadLetters()).extracting(letter -> letter.key()).containsExactly("e-1");
  }
}
