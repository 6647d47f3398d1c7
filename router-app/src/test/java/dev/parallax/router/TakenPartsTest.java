package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.failure;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.FederatedRouters.EU;
import static dev.parallax.router.FederatedRouters.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RegionTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
