package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.AgentStatus;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents and regions that are lost fail their open slots at once (X8). */
class LossTest {
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  @TempDir Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithTwoAgentsNearAndOneFar() {
    router = new RouterDriver(directory);
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(agent("us-2", "us-east-1", "classification"));
    router.put(agent("eu-1", "eu-west-1", "classification"));
    router.put(region("us-east-1", "us-east-1", 0));
    router.put(region("eu-west-1", "us-east-1", 85));
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void asksAnotherAgentWhenOneDisconnects() {
    router.put(retried("e-1", 1));
    var first = router.tasks("us-east-1").get(0);
    disconnect(first.getAgentId(), "us-east-1");
    router.pass(AT_ONCE);

    assertThat(router.tasks("us-east-1"))
        .singleElement()
        .satisfies(
            second -> {
              assertThat(second.getAttempt()).isEqualTo(2);
              assertThat(second.getAgentId()).isNotEqualTo(first.getAgentId());
            });
    router.put(answer(first, "1").build());
    assertThat(router.outcomes()).isEmpty();
  }

  @Test
  void failsWithoutRetriesAndSaysThatTheAgentDisconnected() {
    router.put(request("e-1").build());
    var agent = router.tasks("us-east-1").get(0).getAgentId();
    disconnect(agent, "us-east-1");
    router.pass(AT_ONCE);

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus, ExecutionOutcome::getReason)
        .containsExactly(tuple(ExecutionStatus.FAILED, agent + ": disconnected"));
  }

  @Test
  void leavesAloneWhatAnotherAgentWorksOn() {
    router.put(request("e-1").build());
    var agent = router.tasks("us-east-1").get(0).getAgentId();
    disconnect(agent.equals("us-1") ? "us-2" : "us-1", "us-east-1");
    disconnect("eu-1", "eu-west-1");
    router.pass(AT_ONCE);

    assertThat(router.outcomes()).isEmpty();
  }

  @Test
  void keepsTheAnswerOfAnAgentThatDisconnectedAfterIt() {
    router.put(pattern("two", "voting", 2));
    router.put(request("e-1").setPattern("two").build());
    var asked = router.tasks("us-east-1");
    router.put(answer(asked.get(0), "1").build());
    disconnect(asked.get(0).getAgentId(), "us-east-1");
    router.pass(AT_ONCE);
    router.put(answer(asked.get(1), "1").build());

    assertThat(router.outcomes()).extracting(ExecutionOutcome::getValue).containsExactly("1");
  }

  @Test
  void goesElsewhereWhenTheRegionTurnsUnhealthy() {
    router.put(retried("e-1", 1));
    assertThat(router.tasks("us-east-1")).hasSize(1);
    unhealthy("us-east-1");
    router.pass(AT_ONCE);

    assertThat(router.tasks("eu-west-1"))
        .extracting(ExecutionTask::getAgentId, ExecutionTask::getAttempt)
        .containsExactly(tuple("eu-1", 2));
  }

  @Test
  void seesARegionTurnUnhealthyAgainAfterItRecovered() {
    unhealthy("us-east-1");
    router.pass(AT_ONCE);
    router.put(region("us-east-1", "us-east-1", 0));
    router.pass(AT_ONCE);
    router.put(request("e-1").build());
    assertThat(router.tasks("us-east-1")).hasSize(1);
    unhealthy("us-east-1");
    router.pass(AT_ONCE);

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.getReason()).contains("us-east-1 is UNHEALTHY"));
  }

  @Test
  void failsNothingAgainThatHasEnded() {
    router.put(request("e-1").build());
    var asked = router.tasks("us-east-1").get(0);
    router.put(answer(asked, "1").build());
    disconnect(asked.getAgentId(), "us-east-1");
    unhealthy("us-east-1");
    router.pass(AT_ONCE);

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus)
        .containsExactly(ExecutionStatus.COMPLETED);
  }

  private void disconnect(String id, String region) {
    var gone = agent(id, region, "classification");
    gone.setStatus(AgentStatus.DISCONNECTED);
    router.put(gone);
  }

  private void unhealthy(String id) {
    var sick = region(id, "us-east-1", 0);
    sick.setHealth(Health.UNHEALTHY);
    sick.setLastVerdict(Health.UNHEALTHY);
    router.put(sick);
  }

  private static ExecutionRequest retried(String id, int retries) {
    return request(id)
        .setOptions(ExecutionOptions.newBuilder().setRetries(retries).build())
        .setCapabilities(List.of("classification"))
        .build();
  }
}
