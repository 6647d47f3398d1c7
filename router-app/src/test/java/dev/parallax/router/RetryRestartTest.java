package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.Events.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.RoutingDecision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is running outlives its task, with all that a retry needs (X8). */
class RetryRestartTest {
  private static final Instant START = RouterDriver.START;
  private static final ParallaxConfig CONFIG = TestConfig.of(1, TestConfig.NOTHING_HELD);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {10, ExecutionStore.MAX_IN_ROW + 1})
  void replacesAnAgentThatDisconnectedWhileNoTaskRan(int inputChars) {
    run(inputChars, 1);

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(5))) {
      task.put(agent("us-2", "us-east-1", "classification"));
      task.tick();

      assertThat(task.written(Sinks.DECISIONS, RoutingDecision.class))
          .extracting(
              RoutingDecision::getAttempt, decision -> decision.getTargets().get(0).getAgentId())
          .containsExactly(tuple(2, "us-2"));
      assertThat(task.written(Sinks.tasks("us-east-1"))).hasSize(1);
      assertThat(task.written(Sinks.OUTCOMES)).isEmpty();
    }
  }

  @Test
  void waitsOnForAnAgentThatIsStillThere() {
    run(10, 1);

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(5))) {
      task.put(agent("us-1", "us-east-1", "classification"));
      task.tick();

      assertThat(task.written(Sinks.DECISIONS)).isEmpty();
      assertThat(task.written(Sinks.OUTCOMES)).isEmpty();
    }
  }

  @Test
  void timesOutWhatWasDueMeanwhile() {
    run(10, 0);

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(60))) {
      task.put(agent("us-1", "us-east-1", "classification"));
      task.at(START.plusSeconds(64));
      task.tick();

      assertThat(task.written(Sinks.OUTCOMES, ExecutionOutcome.class))
          .extracting(ExecutionOutcome::getStatus)
          .containsExactly(ExecutionStatus.TIMED_OUT);
    }
  }

  /** A restart with many executions under way keeps nobody waiting until it knows all of them. */
  @Test
  void takesRequestsAndAnswersBeforeItHasFoundWhatRuns() {
    var ids = IntStream.range(0, 250).mapToObj(number -> "e-" + number).toList();
    try (var task = new TaskLife(directory, CONFIG, START)) {
      task.put(agent("us-1", "us-east-1", "classification"));
      ids.forEach(id -> task.put(request(id).build()));
    }

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(5))) {
      task.put(agent("us-1", "us-east-1", "classification"));
      task.put(result("e-17", "us-1", "us-east-1").build(), START.plusSeconds(5));
      task.put(request("e-new").build());
      task.put(request("e-3").build());
      assertThat(outcomes(task)).containsExactly(tuple("e-17", ExecutionStatus.COMPLETED));
      assertThat(task.written(Sinks.tasks("us-east-1"))).hasSize(1);

      task.at(START.plusSeconds(64));
      IntStream.range(0, 50).forEach(turn -> task.tick());

      assertThat(outcomes(task))
          .hasSize(251)
          .contains(tuple("e-3", ExecutionStatus.TIMED_OUT))
          .contains(tuple("e-249", ExecutionStatus.TIMED_OUT))
          .doesNotHaveDuplicates();
    }
  }

  private static List<Tuple> outcomes(TaskLife task) {
    return task.written(Sinks.OUTCOMES, ExecutionOutcome.class).stream()
        .map(outcome -> tuple(outcome.getExecutionId(), outcome.getStatus()))
        .toList();
  }

  /** One execution, by us-1. */
  private void run(int inputChars, int retries) {
    try (var task = new TaskLife(directory, CONFIG, START)) {
      task.put(agent("us-1", "us-east-1", "classification"));
      task.put(
          request("e-1")
              .setInput("\"" + "v".repeat(inputChars) + "\"")
              .setOptions(ExecutionOptions.newBuilder().setRetries(retries).build())
              .build());
      assertThat(task.written(Sinks.tasks("us-east-1"))).hasSize(1);
    }
  }
}
