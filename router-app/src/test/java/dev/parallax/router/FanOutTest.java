package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.PatternDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns with several agents (X1 to X7). */
class FanOutTest {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  @TempDir Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithTwoAgentsInEachRegion() {
    router = new RouterDriver(directory);
    for (var region : REGIONS) {
      router.put(agent(region + "-a", region, "classification"));
      router.put(agent(region + "-b", region, "classification"));
      router.put(region(region, "us-east-1", region.equals("us-east-1") ? 0 : 85));
    }
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void completesByThePluralityOfVotesOnceAllHaveVoted() {
    router.put(pattern("two", "voting", 2));
    router.put(request("e-1").setPattern("two").build());
    var asked = router.tasks("us-east-1");
    assertThat(asked)
        .extracting(ExecutionTask::getSlot, ExecutionTask::getAttempt)
        .containsExactly(tuple(0, 1), tuple(1, 1));

    router.put(answer(asked.get(1), "{\"label\":\"spam\",\"score\":1}").build());
    assertThat(router.outcomes()).isEmpty();
    router.put(answer(asked.get(0), "{\"score\":1.0,\"label\":\"spam\"}").build());

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getValue()).isEqualTo("{\"label\":\"spam\",\"score\":1}");
              assertThat(outcome.getAgents()).containsExactly("us-east-1-a", "us-east-1-b");
              assertThat(outcome.getVotesByRegion())
                  .isEqualTo(Map.of("us-east-1", Map.of("{\"label\":\"spam\",\"score\":1}", 2)));
              assertThat(outcome.getAnswers()).isNull();
            });
  }

  @Test
  void findsConsensusAcrossThreeRegions() {
    router.put(global());
    router.put(
        request("e-1")
            .setPattern("global")
            .setOptions(ExecutionOptions.newBuilder().setIncludeVotes(true).build())
            .build());
    var asked = allTasks();
    assertThat(asked).extracting(ExecutionTask::getRegion).containsExactlyElementsOf(REGIONS);
    asked.forEach(task -> router.put(answer(task, "7").setConfidence(0.8).build()));

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getValue()).isEqualTo("7");
              assertThat(outcome.getConfidence()).isEqualTo(0.8);
              assertThat(outcome.getAgreement()).isEqualTo(1.0);
              assertThat(outcome.getRegions())
                  .containsExactly("ap-south-1", "eu-west-1", "us-east-1");
              assertThat(outcome.getAnswers())
                  .extracting("region", "value", "attempt", "askedAt", "endedAt")
                  .containsExactlyInAnyOrderElementsOf(
                      REGIONS.stream()
                          .map(region -> tuple(region, "7", 1, start(), start()))
                          .toList());
            });
  }

  @Test
  void showsARegionThatDisagreesInTheVotesOfAFailedConsensus() {
    router.put(global());
    router.put(request("e-1").setPattern("global").build());
    for (var task : allTasks()) {
      router.put(answer(task, task.getRegion().equals("ap-south-1") ? "8" : "7").build());
    }

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getValue()).isNull();
              assertThat(outcome.getReason()).contains("2 of 3");
              assertThat(outcome.getVotesByRegion())
                  .isEqualTo(
                      Map.of(
                          "us-east-1", Map.of("7", 1),
                          "eu-west-1", Map.of("7", 1),
                          "ap-south-1", Map.of("8", 1)));
            });
  }

  @Test
  void mergesAnswersInTheOrderOfAgentsWhateverCameFirst() {
    var merge = pattern("merged", "merge", 2);
    merge.getAggregation().setMethod("shallow");
    router.put(merge);
    router.put(request("e-1").setPattern("merged").build());
    var asked = new ArrayList<>(router.tasks("us-east-1"));
    asked.sort((one, other) -> other.getAgentId().compareTo(one.getAgentId()));
    for (var task : asked) {
      router.put(answer(task, "{\"by\":\"" + task.getAgentId() + "\"}").build());
    }

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getValue)
        .containsExactly("{\"by\":\"us-east-1-b\"}");
  }

  @Test
  void takesTheFirstAnswerOfARaceAndIgnoresTheRest() {
    var race = pattern("race", "first", 2);
    race.getExecution().setStrategy("race");
    router.put(race);
    router.put(request("e-1").setPattern("race").build());
    var asked = router.tasks("us-east-1");
    router.put(answer(asked.get(1), "1").build());
    router.put(answer(asked.get(0), "2").build());

    assertThat(router.outcomes()).extracting(ExecutionOutcome::getValue).containsExactly("1");
    assertThat(router.deadLetters()).isEmpty();
  }

  @Test
  void endsOnceEnoughHaveAnsweredWhereNotAllAreAwaited() {
    var enough = pattern("enough", "voting", 2);
    enough.getExecution().setWaitForAll(false);
    router.put(enough);
    router.put(request("e-1").setPattern("enough").build());
    router.put(answer(router.tasks("us-east-1").get(0), "1").build());

    assertThat(router.outcomes()).extracting(ExecutionOutcome::getValue).containsExactly("1");
  }

  @Test
  void runsWhatIsRunningByThePatternThatItBeganWith() {
    router.put(global());
    router.put(request("e-1").setPattern("global").build());
    var asked = allTasks();
    var changed = global();
    changed.setVersion("2.0.0");
    changed.setAggregation(pattern("global", "merge").getAggregation());
    changed.getAggregation().setMethod("concat");
    router.put(changed);
    asked.forEach(task -> router.put(answer(task, "7").build()));

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getValue, ExecutionOutcome::getPatternVersion)
        .containsExactly(tuple("7", "1.0.0"));
  }

  @Test
  void countsTheSameAnswerOnce() {
    router.put(pattern("two", "voting", 2));
    router.put(request("e-1").setPattern("two").build());
    var asked = router.tasks("us-east-1");
    router.put(answer(asked.get(0), "1").build());
    router.put(answer(asked.get(0), "1").build());
    assertThat(router.outcomes()).isEmpty();
    router.put(answer(asked.get(1), "1").build());

    assertThat(router.outcomes())
        .extracting(outcome -> outcome.getVotesByRegion().get("us-east-1"))
        .containsExactly(Map.of("1", 2));
    assertThat(router.metrics()).contains("parallax_ignored_results_total 1.0");
    assertThat(router.deadLetters()).isEmpty();
  }

  private static long start() {
    return RouterDriver.START.toEpochMilli();
  }

  private List<ExecutionTask> allTasks() {
    return REGIONS.stream().flatMap(region -> router.tasks(region).stream()).toList();
  }

  private static PatternDefinition global() {
    var global = pattern("global", "consensus");
    global.getAggregation().setCrossRegion(true);
    global.getAgents().setMin(3);
    global.getAgents().setDistribution(new Distribution(REGIONS, 1));
    return global;
  }
}
