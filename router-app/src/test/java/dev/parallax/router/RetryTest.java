package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.failure;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.DecisionResult;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.PatternDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slots that fail are filled again (X8). */
class RetryTest {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  @TempDir Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithThreeAgentsNearAndTwoFarAway() {
    router = new RouterDriver(directory);
    for (var name : List.of("us-east-1-a", "us-east-1-b", "us-east-1-c")) {
      router.put(agent(name, "us-east-1", "classification"));
    }
    for (var region : REGIONS) {
      router.put(region(region, "us-east-1", region.equals("us-east-1") ? 0 : 85));
      if (!region.equals("us-east-1")) {
        router.put(agent(region + "-a", region, "classification"));
        router.put(agent(region + "-b", region, "classification"));
      }
    }
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void asksAnotherAgentWithTheSameInputAfterAFailure() {
    router.put(retried("e-1", 1).build());
    var first = onlyTask("us-east-1");
    router.put(failure(first, "out of memory").build());

    var second = onlyTask("us-east-1");
    assertThat(second.getAgentId()).isNotEqualTo(first.getAgentId());
    assertThat(List.of(second.getSlot(), second.getAttempt())).containsExactly(0, 2);
    assertThat(second.getInput()).isEqualTo(first.getInput());
    assertThat(router.outcomes()).isEmpty();
    router.put(answer(second, "1").build());

    assertThat(router.outcomes())
        .extracting(
            ExecutionOutcome::getStatus, ExecutionOutcome::getValue, ExecutionOutcome::getAttempts)
        .containsExactly(tuple(ExecutionStatus.COMPLETED, "1", 2));
    assertThat(router.decisions())
        .extracting("attempt", "result", "executionId")
        .containsExactly(
            tuple(1, DecisionResult.ROUTED, "e-1"), tuple(2, DecisionResult.ROUTED, "e-1"));
  }

  @Test
  void givesEachAttemptItsOwnTimeoutUpToTheDeadline() {
    router.put(
        retried("e-1", 1)
            .setDeadline(router.now().plusMillis(3_000).toEpochMilli())
            .setOptions(new ExecutionOptions(2_000L, 1, false))
            .build());
    var first = onlyTask("us-east-1");
    router.pass(Duration.ofMillis(2_100));
    var second = onlyTask("us-east-1");
    assertThat(second.getDeadline()).isEqualTo(first.getDeadline() + 1_000);
    assertThat(router.outcomes()).isEmpty();
    router.pass(Duration.ofMillis(1_050));

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus, ExecutionOutcome::getAttempts)
        .containsExactly(tuple(ExecutionStatus.TIMED_OUT, 2));
  }

  @Test
  void ignoresALateAnswerOfAReplacedAgent() {
    router.put(retried("e-1", 1).setOptions(new ExecutionOptions(2_000L, 1, false)).build());
    var first = onlyTask("us-east-1");
    router.pass(Duration.ofMillis(2_100));
    router.put(answer(first, "1").build());
    assertThat(router.outcomes()).isEmpty();
    router.put(answer(onlyTask("us-east-1"), "2").build());

    assertThat(router.outcomes()).extracting(ExecutionOutcome::getValue).containsExactly("2");
    assertThat(router.deadLetters()).isEmpty();
    assertThat(router.metrics()).contains("parallax_ignored_results_total 1.0");
  }

  @Test
  void failsWithWhatThereIsOnceAttemptsAreUsedUp() {
    router.put(retried("e-1", 1).build());
    router.put(failure(onlyTask("us-east-1"), "no").build());
    router.put(failure(onlyTask("us-east-1"), "never").build());

    assertThat(router.tasks("us-east-1")).isEmpty();
    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getReason()).contains("never");
              assertThat(outcome.getAttempts()).isEqualTo(2);
            });
  }

  @Test
  void goesToAnotherRegionWhenTheNearestHasNobodyLeft() {
    var near = List.of("us-east-1-a", "us-east-1-b", "us-east-1-c");
    router.put(retried("e-1", 5).build());
    for (int i = 0; i < near.size(); i++) {
      router.put(failure(onlyTask("us-east-1"), "no").build());
    }

    assertThat(router.tasks("us-east-1")).isEmpty();
    assertThat(REGIONS.stream().flatMap(region -> router.tasks(region).stream()).toList())
        .extracting(ExecutionTask::getAttempt)
        .containsExactly(4);
  }

  @Test
  void replacesOnlyTheFailedSlotAndKeepsTheOthersAnswer() {
    router.put(pattern("two", "voting", 2));
    router.put(retried("e-1", 1).setPattern("two").build());
    var asked = router.tasks("us-east-1");
    router.put(answer(asked.get(0), "1").build());
    router.put(failure(asked.get(1), "no").build());

    var again = onlyTask("us-east-1");
    assertThat(again.getSlot()).isEqualTo(1);
    assertThat(asked).extracting(ExecutionTask::getAgentId).doesNotContain(again.getAgentId());
    router.put(answer(again, "1").build());

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getValue, ExecutionOutcome::getVotesByRegion)
        .containsExactly(tuple("1", Map.of("us-east-1", Map.of("1", 2))));
    assertThat(router.decisions().get(1).getTargets())
        .extracting("slot", "agentId")
        .containsExactly(tuple(1, again.getAgentId()));
  }

  @Test
  void saysThatNobodyIsLeftToAskWhereThePatternWantsItsAgents() {
    var three = pattern("three", "voting", 3);
    three.getAgents().setRegion("us-east-1");
    router.put(three);
    router.put(retried("e-1", 1).setPattern("three").build());
    var asked = router.tasks("us-east-1");
    router.put(answer(asked.get(0), "1").build());
    router.put(failure(asked.get(1), "no").build());
    router.put(answer(asked.get(2), "1").build());

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getReason())
                  .contains("2 of 3 needed answers came")
                  .contains("nobody else to ask");
            });
    assertThat(router.decisions())
        .extracting("attempt", "result")
        .containsExactly(tuple(1, DecisionResult.ROUTED), tuple(2, DecisionResult.UNROUTABLE));
    assertThat(router.unroutable()).isEmpty();
  }

  @Test
  void fillsTheSlotOfARegionFromThatRegionByThePatternThatItBeganWith() {
    router.put(global());
    router.put(retried("e-1", 1).setPattern("global").build());
    var far = onlyTask("ap-south-1");
    router.tasks("us-east-1");
    var changed = global();
    changed.setVersion("2.0.0");
    changed.getAgents().setCapabilities(List.of("levitation"));
    router.put(changed);
    router.put(failure(far, "no").build());

    var again = onlyTask("ap-south-1");
    assertThat(again.getAgentId()).isNotEqualTo(far.getAgentId());
    assertThat(again.getPatternVersion()).isEqualTo("1.0.0");
    assertThat(again.getCapabilities()).containsExactly("classification");
    assertThat(router.tasks("us-east-1")).isEmpty();
  }

  @Test
  void countsARegionThatFailedForGoodAgainstTheConsensus() {
    router.put(global());
    router.put(retried("e-1", 1).setPattern("global").build());
    router.put(answer(onlyTask("us-east-1"), "7").build());
    router.put(answer(onlyTask("eu-west-1"), "7").build());
    router.put(failure(onlyTask("ap-south-1"), "no").build());
    router.put(failure(onlyTask("ap-south-1"), "no").build());

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getReason()).contains("no answer from ap-south-1");
              assertThat(outcome.getVotesByRegion().get("ap-south-1")).isEmpty();
            });
  }

  @Test
  void fillsAsManySlotsAsThereAreAgentsLeft() {
    var two = pattern("two", "voting", 2);
    two.getAgents().setRegion("us-east-1");
    two.getExecution().setMinResults(1);
    router.put(two);
    router.put(
        retried("e-1", 1)
            .setPattern("two")
            .setOptions(new ExecutionOptions(2_000L, 1, false))
            .build());
    router.tasks("us-east-1");
    router.pass(Duration.ofMillis(2_100));
    router.put(answer(onlyTask("us-east-1"), "1").build());

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus, ExecutionOutcome::getValue)
        .containsExactly(tuple(ExecutionStatus.COMPLETED, "1"));
    assertThat(router.decisions()).hasSize(2);
  }

  @Test
  void retriesALongRequestAndForgetsItAtTheEnd() {
    var input = "{\"text\":\"" + "v".repeat(900_000) + "\"}";
    router.put(pattern("two", "voting", 2));
    router.put(retried("e-1", 1).setPattern("two").setInput(input).build());
    var asked = router.tasks("us-east-1");
    assertThat(router.largeRequests()).containsExactly("e-1");
    router.put(answer(asked.get(0), "1").build());
    router.put(failure(asked.get(1), "no").build());

    var again = onlyTask("us-east-1");
    assertThat(again.getInput()).isEqualTo(input);
    assertThat(router.largeRequests()).containsExactly("e-1");
    router.put(answer(again, "1").build());
    assertThat(router.outcomes()).hasSize(1);
    assertThat(router.largeRequests()).isEmpty();
  }

  @Test
  void asksNoMoreAgentsThanAnOutcomeHasRoomFor() {
    for (int i = 0; i < Retries.MAX_ASKED; i++) {
      router.put(agent("many-" + i, "us-east-1", "many"));
    }
    router.put(
        retried("e-1", Integer.MAX_VALUE - 1)
            .setCapabilities(List.of("many"))
            .setDeadline(router.now().plusSeconds(60).toEpochMilli())
            .build());
    var asked = 0;
    for (var tasks = router.tasks("us-east-1");
        !tasks.isEmpty() && asked <= Retries.MAX_ASKED;
        tasks = router.tasks("us-east-1")) {
      asked += tasks.size();
      tasks.forEach(task -> router.put(failure(task, "\u00e9".repeat(10_000)).build()));
    }

    assertThat(asked).isEqualTo(Retries.MAX_ASKED);
    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getAttempts()).isEqualTo(Retries.MAX_ASKED);
            });
  }

  @Test
  void neverPutsTheSameAgentIntoTwoSlotsThatFailedAtOnce() {
    router.put(pattern("one-region", "voting", 2));
    router.put(agent("us-east-1-d", "us-east-1", "classification"));
    router.put(
        retried("e-1", 1)
            .setPattern("one-region")
            .setOptions(new ExecutionOptions(2_000L, 1, false))
            .build());
    router.tasks("us-east-1");
    router.pass(Duration.ofMillis(2_100));

    assertThat(router.tasks("us-east-1"))
        .hasSize(2)
        .extracting(ExecutionTask::getSlot, ExecutionTask::getAttempt)
        .containsExactly(tuple(0, 2), tuple(1, 2));
    assertThat(router.decisions()).hasSize(2);
  }

  private ExecutionTask onlyTask(String region) {
    var tasks = router.tasks(region);
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private static ExecutionRequest.Builder retried(String id, int retries) {
    return request(id).setOptions(ExecutionOptions.newBuilder().setRetries(retries).build());
  }

  private static PatternDefinition global() {
    var global = pattern("global", "consensus");
    global.getAggregation().setCrossRegion(true);
    global.getAgents().setMin(3);
    global.getAgents().setDistribution(new Distribution(REGIONS, 1));
    return global;
  }
}
