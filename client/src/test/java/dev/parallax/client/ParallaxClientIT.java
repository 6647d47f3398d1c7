package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.UnroutableRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallaxClientIT {
  /** Key of the refusal of a request whose id, e-1, is taken: the id and what was asked for. */
  private static final String TAKEN = "e-1#5f3c";

  private TestCluster cluster;
  private ParallaxClient client;
  private Tail<ExecutionRequest> requests;

  @BeforeEach
  void connect() {
    cluster = TestCluster.create();
    client = cluster.client().originRegion("eu-west-1").connect();
    requests = cluster.tail(cluster.topics.requests(), ExecutionRequest.class);
  }

  @AfterEach
  void close() {
    requests.close();
    client.close(Duration.ZERO);
    cluster.close();
  }

  @Test
  void sendsWhatWasAskedForToItsHomePartition() {
    var unused =
        client.executePattern(
            "content-classifier",
            Map.of("text", "grüße"),
            ExecutionOptions.defaults()
                .executionId("e-1")
                .patternVersion("1.0.0")
                .originRegion("ap-south-1")
                .capabilities(List.of("classification"))
                .priority("high")
                .metadata("team", "red")
                .timeout(Duration.ofSeconds(3))
                .retries(2)
                .includeVotes(true)
                .deadline(Instant.ofEpochMilli(4_000_000_000_000L))
                .header("traceparent", "00-abc-01"));

    var sent = requests.awaitEntry(any -> true);

    assertThat(sent)
        .isEqualTo(
            new Tail.Entry<>(
                "e-1",
                Utils.toPositive(Utils.murmur2("e-1".getBytes(UTF_8))) % TestCluster.PARTITIONS,
                Map.of("traceparent", "00-abc-01"),
                ExecutionRequest.newBuilder()
                    .setExecutionId("e-1")
                    .setPattern("content-classifier")
                    .setPatternVersion("1.0.0")
                    .setCapabilities(List.of("classification"))
                    .setInput("{\"text\":\"grüße\"}")
                    .setOriginRegion("ap-south-1")
                    .setPriority("high")
                    .setMetadata(Map.of("team", "red"))
                    .setDeadline(4_000_000_000_000L)
                    .setOptions(
                        dev.parallax.events.ExecutionOptions.newBuilder()
                            .setTimeoutMs(3_000L)
                            .setRetries(2)
                            .setIncludeVotes(true)
                            .build())
                    .setRequestedAt(sent.value().getRequestedAt())
                    .build()));
  }

  @Test
  void leavesToTheRouterWhatWasNotSaid() {
    var unused = client.execute("just a text", ExecutionOptions.defaults());

    var sent = requests.awaitEntry(any -> true);

    assertThat(sent.value())
        .isEqualTo(
            ExecutionRequest.newBuilder()
                .setExecutionId(sent.key())
                .setInput("\"just a text\"")
                .setOriginRegion("eu-west-1")
                .setRequestedAt(sent.value().getRequestedAt())
                .build());
  }

  @Test
  void completesWithTheOutcomeWhateverItsStatus() {
    for (var status : ExecutionStatus.values()) {
      var id = "e-" + status;
      var future = client.executePattern("p", Map.of(), named(id));

      cluster.write(cluster.topics.outcomes(), id, outcome(id, status));

      assertThat(future.join()).isEqualTo(outcome(id, status));
    }
  }

  @Test
  void failsWithTheReasonWhenTheRequestGetsNoAgent() {
    var future = client.executePattern("p", Map.of(), named("e-1"));
    var request = requests.awaitValue(any -> true);

    cluster.write(
        cluster.topics.unroutable(), "e-1", unroutable(request, "NO_ELIGIBLE_AGENT", "start one"));

    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            UnroutableException.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo("NO_ELIGIBLE_AGENT");
              assertThat(fault.executionId()).isEqualTo("e-1");
              assertThat(fault).hasMessage("NO_ELIGIBLE_AGENT: start one (execution e-1)");
            });
  }

  @Test
  void failsWhenItsIdIsTakenByARequestWithOtherContent() {
    var future = client.executePattern("p", Map.of("n", 1), named("e-1"));
    var ours = requests.awaitValue(any -> true);

    cluster.write(cluster.topics.unroutable(), TAKEN, taken(ours));

    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(UnroutableException.class)
        .hasMessageContaining("INVALID_REQUEST: the id is taken (execution e-1)");
  }

  @Test
  void isNotFailedByTheRefusalOfAnothersRequestWithItsId() {
    var future = client.executePattern("p", Map.of("n", 1), named("e-1"));
    var others = ExecutionRequest.newBuilder(requests.awaitValue(any -> true)).setInput("{}");
    int partition = cluster.write(cluster.topics.unroutable(), TAKEN, taken(null)).partition();

    cluster.write(cluster.topics.unroutable(), TAKEN, taken(others.build()));
    // Written to the same partition later, so the refusals have been read when this one is.
    cluster.write(
        TestCluster.record(
            cluster.topics.unroutable(),
            partition,
            "e-1",
            cluster.encode(cluster.topics.unroutable(), unroutable(null, "EXPIRED", "too late"))));

    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(UnroutableException.class)
        .hasMessageContaining("EXPIRED");
  }

  @Test
  void sendsARequestOnceThatIsAskedForTwiceAndCompletesBoth() {
    var first = client.executePattern("p", Map.of(), named("e-1"));
    var second = client.executePattern("p", Map.of(), named("e-1"));

    assertThatThrownBy(() -> client.executePattern("p", Map.of("n", 1), named("e-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution e-1 is under way with other content; take another execution id");
    first.cancel(true);
    cluster.write(cluster.topics.outcomes(), "e-1", outcome("e-1", ExecutionStatus.COMPLETED));

    assertThat(second.join()).isEqualTo(outcome("e-1", ExecutionStatus.COMPLETED));
    client.close(Duration.ZERO);
    requests.awaitValue(any -> true);
    assertThat(requests.all()).hasSize(1);
  }

  @Test
  void readsNoOutcomeOfAnAbortedTransactionAndNoneThatNobodyAwaits() {
    var topic = cluster.topics.outcomes();
    var future = client.executePattern("p", Map.of(), named("e-1"));

    cluster.writeAborted(
        TestCluster.record(
            topic, null, "e-1", cluster.encode(topic, outcome("e-1", ExecutionStatus.FAILED))));
    cluster.write(TestCluster.record(topic, null, "unknown", "no avro".getBytes(UTF_8)));
    cluster.write(topic, "e-1", outcome("e-1", ExecutionStatus.COMPLETED));

    assertThat(future.join().getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void failsWhenTheOutcomeCannotBeRead() {
    var future = client.executePattern("p", Map.of(), named("e-1"));

    cluster.write(
        TestCluster.record(cluster.topics.outcomes(), null, "e-1", "no avro".getBytes(UTF_8)));

    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(ParallaxException.class)
        .hasMessageContaining("execution e-1: the record at " + cluster.prefix + "outcomes-")
        .hasMessageContaining("cannot be read: first byte is 0x6e");
  }

  @Test
  void readsTheOutcomesAfterOneThatFailsUnexpectedly() {
    var registry = new BreakableRegistry(cluster.registry);
    try (var reader = cluster.client().schemaRegistry(registry).connect()) {
      var first = reader.executePattern("p", Map.of(), named("e-1"));
      var second = reader.executePattern("p", Map.of(), named("e-2"));
      registry.breakWith(new IllegalStateException("broken"));
      cluster.write(cluster.topics.outcomes(), "e-1", outcome("e-1", ExecutionStatus.COMPLETED));

      assertThatThrownBy(first::join)
          .hasCauseInstanceOf(ParallaxException.class)
          .hasMessageContaining("cannot be read: broken");

      registry.heal();
      cluster.write(cluster.topics.outcomes(), "e-2", outcome("e-2", ExecutionStatus.COMPLETED));
      assertThat(second.join().getExecutionId()).isEqualTo("e-2");
    }
  }

  @Test
  void failsWhenTheRequestIsTooLargeToBeSent() {
    var future = client.executePattern("p", "x".repeat(2_000_000), named("e-1"));

    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(ParallaxException.class)
        .hasMessageContaining("execution e-1: the request was not sent")
        .hasMessageContaining("max.request.size");
  }

  @Test
  void letsCallersWaitForAnotherExecutionWithinTheirCallbacks() {
    var both =
        client
            .executePattern("p", Map.of(), named("e-1"))
            .thenApply(first -> client.executePattern("p", Map.of(), named("e-2")).join());

    cluster.write(cluster.topics.outcomes(), "e-1", outcome("e-1", ExecutionStatus.COMPLETED));
    requests.awaitValue(request -> request.getExecutionId().equals("e-2"));
    cluster.write(cluster.topics.outcomes(), "e-2", outcome("e-2", ExecutionStatus.COMPLETED));

    assertThat(both.join().getExecutionId()).isEqualTo("e-2");
  }

  @Test
  void completesAsManyAtOnceAsThereAreHoweverLongTheirCallbacksBlock() {
    int many = 4 * Runtime.getRuntime().availableProcessors();
    var together = new CountDownLatch(many);
    var all = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < many; i++) {
      all.add(client.executePattern("p", i, named("e-" + i)).thenApply(any -> meet(together)));
    }

    for (int i = 0; i < many; i++) {
      var id = "e-" + i;
      cluster.write(cluster.topics.outcomes(), id, outcome(id, ExecutionStatus.COMPLETED));
    }

    assertThat(all).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(20)));
  }

  /** By a latch: the common pool makes up for threads that wait for a lock's condition. */
  private static int meet(CountDownLatch together) {
    together.countDown();
    try {
      together.await();
      return 1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void mayBeClosedByWhatIsChainedToAnOutcome() {
    var closed =
        client.executePattern("p", Map.of(), named("e-1")).thenAccept(any -> client.close());

    cluster.write(cluster.topics.outcomes(), "e-1", outcome("e-1", ExecutionStatus.COMPLETED));

    assertThat(closed).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void givesUpWaitingWhenNothingComes() {
    try (var impatient = cluster.client().timeout(Duration.ofMillis(300)).connect()) {
      var future = impatient.executePattern("p", Map.of(), named("e-1"));

      assertThatThrownBy(future::join)
          .hasCauseInstanceOf(NoOutcomeException.class)
          .hasMessageContaining("execution e-1: no outcome within 300 ms; check that the router");
    }
  }

  @Test
  void waitsForWhatItAcceptedWhenItIsClosed() {
    var future = client.executePattern("p", Map.of(), named("e-1"));

    var closing = CompletableFuture.runAsync(client::close);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> client.executePattern("p", Map.of()))
                    .isInstanceOf(IllegalStateException.class));
    assertThat(closing).isNotDone();
    cluster.write(cluster.topics.outcomes(), "e-1", outcome("e-1", ExecutionStatus.COMPLETED));

    closing.join();
    assertThat(future).isCompletedWithValue(outcome("e-1", ExecutionStatus.COMPLETED));
  }

  @Test
  void failsWhatStaysOpenWhenItIsClosed() {
    var future = client.executePattern("p", Map.of(), named("e-1"));

    client.close(Duration.ofMillis(100));

    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(NoOutcomeException.class)
        .hasMessageContaining("execution e-1: the client was closed before its outcome came");
    assertThat(requests.awaitValue(any -> true).getExecutionId()).isEqualTo("e-1");
  }

  private static ExecutionOptions named(String executionId) {
    return ExecutionOptions.defaults().executionId(executionId);
  }

  /** As the router reports a request whose id was requested before with other content. */
  private static UnroutableRequest taken(ExecutionRequest request) {
    return UnroutableRequest.newBuilder(unroutable(request, "INVALID_REQUEST", "the id is taken"))
        .setExecutionId(TAKEN)
        .build();
  }

  private static UnroutableRequest unroutable(
      ExecutionRequest request, String reason, String message) {
    return UnroutableRequest.newBuilder()
        .setRequest(request)
        .setExecutionId("e-1")
        .setReason(reason)
        .setMessage(message)
        .build();
  }

  private static ExecutionOutcome outcome(String executionId, ExecutionStatus status) {
    return ExecutionOutcome.newBuilder()
        .setExecutionId(executionId)
        .setStatus(status)
        .setValue("{\"n\":1}")
        .setConfidence(0.5)
        .setStartedAt(1_000)
        .setCompletedAt(1_250)
        .setDurationMs(250)
        .build();
  }
}
