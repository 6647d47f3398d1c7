package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.failure;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.FederatedRouters.AP;
import static dev.parallax.router.FederatedRouters.EU;
import static dev.parallax.router.FederatedRouters.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.Health;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P7, X8, H1: what becomes of a part where it was taken. */
class TakenPartsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration FLUSH = Duration.ofSeconds(1);

  @TempDir Path directory;
  private FederatedRouters routers;

  @BeforeEach
  void start() {
    routers = new FederatedRouters(directory, "routing: {hold: 0s}\n");
  }

  @AfterEach
  void stop() {
    routers.close();
  }

  @Test
  void silenceOfAnAgentCountsInItsRegion() {
    routers.join(agent("eu-1", EU, "classification"));
    forward("e-1", 0);

    routers.pass(TIMEOUT.plus(FLUSH));
    routers.pass(TIMEOUT.plus(FLUSH));

    assertThat(traffic(EU)).containsExactly(counts(1, 0, 1));
  }

  @Test
  void everyAttemptThatStaysSilentCounts() {
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    forward("e-1", 1);

    routers.pass(TIMEOUT.plus(FLUSH));
    routers.carry();
    routers.pass(TIMEOUT.plus(FLUSH));

    assertThat(traffic(EU)).containsExactly(counts(1, 0, 1), counts(1, 0, 1));
  }

  @Test
  void whatWasAnsweredInTimeIsNoSilence() {
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    routers.at(EU).put(answer(forward("e-1", 0), "1").build());
    routers.at(EU).put(failure(forward("e-2", 0), "no memory").build());

    routers.pass(TIMEOUT.plus(FLUSH));

    assertThat(traffic(EU)).containsExactly(counts(2, 1, 0));
  }

  /** Nobody waits for it (X8), and its agent may go. */
  @Test
  void anAnswerAfterTheTimeoutIsLate() {
    var slow = agent("eu-1", EU, "classification");
    routers.join(slow);
    var task = forward("e-1", 0);
    routers.pass(TIMEOUT.plus(FLUSH));
    routers.carry();

    routers.at(EU).put(answer(task, "1").build());
    routers.leave(slow);
    routers.pass(FLUSH);

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(EU).deadLetters()).isEmpty();
    assertThat(traffic(EU)).containsExactly(counts(1, 0, 1));
  }

  /** X8: its answer would be ignored, and nobody is told that it is gone. */
  @Test
  void aSlotThatGoesElsewhereIsClosedWithoutAWordToItsAgent() {
    var first = agent("eu-1", EU, "classification");
    routers.join(first, agent("ap-1", AP, "classification"));
    routers.at(US).fleet.apply(fleet -> fleet.withUnreachable(Set.of(AP)));
    forward("e-1", 1);
    routers.at(US).fleet.apply(fleet -> fleet.withUnreachable(Set.of()));

    routers.at(US).put(unhealthy(EU));
    routers.pass(Duration.ofMillis(200));
    routers.carry();

    assertThat(routers.at(AP).tasks(AP)).hasSize(1);
    routers.leave(first);
    routers.pass(TIMEOUT.plus(FLUSH));
    assertThat(routers.carryOnce()).noneMatch(carried -> carried.isFrom(EU));
    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    assertThat(traffic(EU)).isEmpty();
  }

  /** What was still running at the end is no fault of its region. */
  @Test
  void theOtherSlotsOfARaceAreClosedWithoutAWordToTheirAgents() {
    var agents = List.of(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    routers.join(agents.toArray(AgentState[]::new));
    routers.apply(race());
    routers.at(US).put(request("e-1").setPattern("race").build());
    routers.carry();
    routers.at(EU).put(answer(routers.at(EU).tasks(EU).get(0), "1").build());
    routers.carry();
    assertThat(routers.at(US).outcomes()).extracting("value").containsExactly("1");

    agents.forEach(routers::leave);
    routers.pass(TIMEOUT.plus(FLUSH));

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    assertThat(traffic(EU)).containsExactly(counts(1, 0, 0));
  }

  @Test
  void whatPassesBetweenControlPlanesIsCounted() {
    var gone = agent("eu-2", EU, "vision");
    routers.join(agent("eu-1", EU, "classification"), gone);
    routers.leave(gone);
    routers.at(EU).put(answer(forward("e-1", 0), "1").build());
    routers.at(US).put(request("e-2").setCapabilities(List.of("vision")).build());
    forward("e-3", 0);
    routers.at(US).cancel("e-3");
    routers.carry();

    assertThat(routers.at(US).metrics().lines())
        .contains(
            "parallax_forwarded_parts_total{kind=\"EXECUTE\",region=\"eu-west-1\"} 3.0",
            "parallax_forwarded_parts_total{kind=\"CANCEL\",region=\"eu-west-1\"} 1.0",
            "parallax_forwarded_parts_total{kind=\"EXECUTE\",region=\"ap-south-1\"} 0.0");
    assertThat(routers.at(EU).metrics().lines())
        .contains(
            "parallax_taken_parts_total{origin=\"us-east-1\"} 2.0",
            "parallax_sent_back_parts_total{origin=\"us-east-1\",reason=\"INSUFFICIENT_AGENTS\"} 1.0",
            "parallax_returned_answers_total{origin=\"us-east-1\"} 1.0");
  }

  private static PatternDefinition race() {
    var race = pattern("race", "first", 2);
    race.getExecution().setStrategy("race");
    return race;
  }

  private static RegionState unhealthy(String region) {
    return RegionState.newBuilder(region(region, US, 10))
        .setHealth(Health.UNHEALTHY)
        .setLastVerdict(Health.UNHEALTHY)
        .build();
  }

  /** The task of a request that is forwarded from the US to the EU. */
  private ExecutionTask forward(String id, int retries) {
    routers.at(US).put(withRetries(request(id), retries));
    routers.carry();
    var tasks = routers.at(EU).tasks(EU);
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private static ExecutionRequest withRetries(ExecutionRequest.Builder request, int retries) {
    return request.setOptions(ExecutionOptions.newBuilder().setRetries(retries).build()).build();
  }

  private record Counts(long executions, long failures, long timeouts) {}

  private static Counts counts(long executions, long failures, long timeouts) {
    return new Counts(executions, failures, timeouts);
  }

  private List<Counts> traffic(String region) {
    return routers.at(region).traffic().stream()
        .filter(traffic -> traffic.getRegion().equals(region))
        .map(TakenPartsTest::counts)
        .toList();
  }

  private static Counts counts(RegionTraffic traffic) {
    return counts(traffic.getExecutions(), traffic.getFailures(), traffic.getTimeouts());
  }
}
