package dev.parallax.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many executions by a client that may have few in flight, with a broker that is away at times. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InFlightIT {
  private static final int MANY = 1_000;
  private static final int BOUND = 50;

  @Test
  void losesNothingOfAThousandWhenTheBrokerIsAwayForAMomentAndKeepsTheBound() {
    try (var link = Link.listen(Duration.ZERO);
        var broker =
            SandboxBroker.start(SandboxBroker.Options.defaults().listener("far", link.port()))) {
      link.target(broker.port("far"));
      var registry = new InMemorySchemaRegistry();
      try (var cluster = TestCluster.on(broker, registry, "parallax.");
          var requests = cluster.tail(cluster.topics.requests(), ExecutionRequest.class);
          var client =
              cluster
                  .client()
                  .bootstrapServers(broker.bootstrapServers("far"))
                  .kafkaProperty("request.timeout.ms", "1000")
                  .maxInFlight(BOUND)
                  .connect()) {
        var asking = CompletableFuture.supplyAsync(() -> askAll(client));
        var router = new Router(cluster, requests);

        router.answerUntil(MANY / 3);
        await().until(() -> router.unanswered() == BOUND);
        router.answerUntil(MANY / 2);
        link.cut(Link.Direction.TO_TARGET);
        link.cut(Link.Direction.FROM_TARGET);
        // Longer than a request's timeout: what was sent is sent again.
        router.answerFor(Duration.ofSeconds(3));
        assertThat(asking).isNotDone();
        link.heal(Link.Direction.TO_TARGET);
        link.heal(Link.Direction.FROM_TARGET);
        router.answerUntil(MANY);

        assertThat(asking.join())
            .allSatisfy(
                future ->
                    assertThat(future.join().getStatus()).isEqualTo(ExecutionStatus.COMPLETED));
        assertThat(requests.values())
            .extracting(ExecutionRequest::getExecutionId)
            .doesNotHaveDuplicates()
            .hasSize(MANY);
      }
    }
  }

  @Test
  void asksForNoMoreThanThereIsRoomForAndSendsNothingThen() {
    try (var cluster = TestCluster.create();
        var requests = cluster.tail(cluster.topics.requests(), ExecutionRequest.class);
        var client = cluster.client().maxInFlight(1).maxWait(Duration.ofMillis(100)).connect()) {
      var first = client.executePattern("p", 1, named(1));

      assertThatThrownBy(() -> client.executePattern("p", 2, named(2)))
          .isInstanceOf(TooManyInFlightException.class);
      requests.awaitValue(request -> request.getExecutionId().equals("e-1"));
      answer(cluster, "e-1");
      first.join();
      var third = client.executePattern("p", 3, named(3));
      requests.awaitValue(request -> request.getExecutionId().equals("e-3"));
      answer(cluster, "e-3");

      assertThat(third.join().getExecutionId()).isEqualTo("e-3");
      assertThat(requests.values())
          .extracting(ExecutionRequest::getExecutionId)
          .containsExactlyInAnyOrder("e-1", "e-3");
    }
  }

  private static List<CompletableFuture<ExecutionOutcome>> askAll(ParallaxClient client) {
    return IntStream.range(0, MANY)
        .mapToObj(n -> client.executePattern("p", Map.of("n", n), named(n)))
        .toList();
  }

  /** Answers everything, and sees that no more is in flight than may be. */
  private static final class Router {
    private final TestCluster cluster;
    private final Tail<ExecutionRequest> requests;
    private int answered;

    Router(TestCluster cluster, Tail<ExecutionRequest> requests) {
      this.cluster = cluster;
      this.requests = requests;
    }

    int unanswered() {
      return requests.values().size() - answered;
    }

    void answerUntil(int many) {
      await().atMost(Duration.ofSeconds(60)).until(() -> answerSome() >= many);
    }

    void answerFor(Duration time) {
      await().atMost(Duration.ofSeconds(60)).during(time).until(() -> answerSome() < MANY);
    }

    private int answerSome() {
      var all = requests.values();
      assertThat(all.size() - answered).isLessThanOrEqualTo(BOUND);
      all.subList(answered, all.size())
          .forEach(request -> answer(cluster, request.getExecutionId()));
      answered = all.size();
      return answered;
    }
  }

  private static void answer(TestCluster cluster, String id) {
    cluster.write(
        cluster.topics.outcomes(),
        id,
        ExecutionOutcome.newBuilder()
            .setExecutionId(id)
            .setStatus(ExecutionStatus.COMPLETED)
            .setStartedAt(1)
            .setCompletedAt(1)
            .setDurationMs(0)
            .build());
  }

  private static ExecutionOptions named(int n) {
    return ExecutionOptions.defaults().executionId("e-" + n);
  }
}
