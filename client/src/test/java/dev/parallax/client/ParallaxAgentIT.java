package dev.parallax.client;

import static dev.parallax.client.TestCluster.REGION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallaxAgentIT {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private TestCluster cluster;
  private Tail<AgentHeartbeat> heartbeats;
  private Tail<TaskResult> results;

  @BeforeEach
  void openTopics() {
    cluster = TestCluster.create();
    heartbeats = cluster.tail(cluster.topics.heartbeats(), AgentHeartbeat.class);
    results = cluster.tail(cluster.topics.results(), TaskResult.class);
  }

  @AfterEach
  void closeTopics() {
    results.close();
    heartbeats.close();
    cluster.close();
  }

  @Test
  void saysWhereItReadsAndWhatItCanDo() {
    try (var agent =
        cluster
            .agent("a-1")
            .capabilities("classification", "analysis")
            .maxConcurrency(3)
            .version("1.2")
            .handler(task -> AgentAnswer.of("unused"))
            .start()) {
      var said = heartbeats.awaitEntry(any -> true);

      assertThat(said.key()).isEqualTo("a-1");
      assertThat(said.value())
          .isEqualTo(
              AgentHeartbeat.newBuilder()
                  .setAgentId("a-1")
                  .setIncarnation(said.value().getIncarnation())
                  .setPartition(home("a-1"))
                  .setRegion(REGION)
                  .setCapabilities(List.of("analysis", "classification"))
                  .setStatus(HeartbeatStatus.CONNECTED)
                  .setLoad(0)
                  .setMaxConcurrency(3)
                  .setInFlight(0)
                  .setVersion("1.2")
                  .setSentAt(said.value().getSentAt())
                  .build());
      assertThat(said.value().getSentAt()).isCloseTo(System.currentTimeMillis(), within(30_000L));
      assertThat(agent.id()).isEqualTo("a-1");
    }
  }

  @Test
  void takesANewIncarnationAtEveryStart() {
    for (int start = 0; start < 2; start++) {
      try (var agent = cluster.agent("a-1").handler(task -> AgentAnswer.of(1)).start()) {
        agent.connected().join();
      }
    }

    await().until(() -> count(HeartbeatStatus.LEAVING) == 2);
    assertThat(heartbeats.values().stream().map(AgentHeartbeat::getIncarnation).distinct())
        .hasSize(2);
  }

  @Test
  void answersATaskUnderItsExecutionAndWithTheHeadersOfTheTask() {
    try (var agent =
        cluster
            .agent("a-1")
            .handler(
                task ->
                    AgentAnswer.of(Map.of("echo", task.json().get("text").asText()), 0.75)
                        .because("header " + task.headers().get("traceparent")))
            .start()) {
      agent.connected().join();

      send(task("e-1", "a-1").setSlot(2).setAttempt(3).setInput("{\"text\":\"grüße\"}").build());

      var answer = results.awaitEntry(any -> true);
      assertThat(answer)
          .isEqualTo(
              new Tail.Entry<>(
                  "e-1",
                  home("e-1"),
                  Map.of("traceparent", "00-abc-01"),
                  TaskResult.newBuilder()
                      .setExecutionId("e-1")
                      .setSlot(2)
                      .setAttempt(3)
                      .setAgentId("a-1")
                      .setRegion(REGION)
                      .setValue("{\"echo\":\"grüße\"}")
                      .setConfidence(0.75)
                      .setReasoning("header 00-abc-01")
                      .setDurationMs(answer.value().getDurationMs())
                      .build()));
      assertThat(answer.value().getDurationMs()).isBetween(0L, 30_000L);
    }
  }

  @Test
  void readsWhatIsWrittenFromItsFirstHeartbeatOnAndNothingBefore() {
    send(task("before", "a-1").build());
    Queue<String> done = new ConcurrentLinkedQueue<>();
    try (var agent = cluster.agent("a-1").handler(recording(done)).start()) {
      var first = heartbeats.awaitValue(any -> true);
      send(task("after", "a-1").build());

      assertThat(first.getAgentId()).isEqualTo(agent.id());
      results.awaitValue(result -> result.getExecutionId().equals("after"));
      assertThat(done).containsExactly("after");
    }
  }

  @Test
  void skipsWhatIsLateWhatIsForOthersWhatWasAbortedAndWhatIsNoTask() {
    Queue<String> done = new ConcurrentLinkedQueue<>();
    try (var agent = cluster.agent("a-1").handler(recording(done)).start()) {
      agent.connected().join();

      send(task("late", "a-1").setDeadline(System.currentTimeMillis() - 1).build());
      var topic = cluster.topics.executions(REGION);
      cluster.write(
          TestCluster.record(
              topic,
              home("a-1"),
              "a-2",
              cluster.encode(topic, task("for another", "a-2").build())));
      cluster.write(TestCluster.record(topic, home("a-1"), "a-1", "no avro".getBytes(UTF_8)));
      cluster.writeAborted(
          TestCluster.record(
              topic, home("a-1"), "a-1", cluster.encode(topic, task("aborted", "a-1").build())));
      send(task("good", "a-1").build());

      results.awaitValue(result -> result.getExecutionId().equals("good"));
      assertThat(done).containsExactly("good");
      assertThat(results.values()).extracting(TaskResult::getExecutionId).containsExactly("good");
    }
  }

  @Test
  void answersWithAnErrorWhenTheHandlerFails() {
    try (var agent =
        cluster
            .agent("a-1")
            .maxConcurrency(4)
            .handler(
                task -> {
                  switch (task.executionId()) {
                    case "says why" -> throw new IllegalStateException("the model is missing");
                    case "says nothing" -> throw new UnsupportedOperationException();
                    case "is an error" -> throw new StackOverflowError("too deep");
                    default -> {
                      return null;
                    }
                  }
                })
            .start()) {
      agent.connected().join();

      var expected =
          Map.of(
              "says why", "the model is missing",
              "says nothing", "java.lang.UnsupportedOperationException",
              "is an error", "too deep",
              "is null", "the handler gave no answer (null)");
      expected.keySet().forEach(id -> send(task(id, "a-1").build()));

      await().until(() -> results.all().size() == 4);
      assertThat(results.values())
          .allSatisfy(
              result -> {
                assertThat(result.getError()).isEqualTo(expected.get(result.getExecutionId()));
                assertThat(result.getValue()).isNull();
                assertThat(result.getConfidence()).isZero();
              });
    }
  }

  @Test
  void saysThatAnAnswerIsTooLarge() {
    try (var agent =
        cluster.agent("a-1").handler(task -> AgentAnswer.of("x".repeat(2_000_000))).start()) {
      agent.connected().join();
      send(task("e-1", "a-1").build());

      assertThat(results.awaitValue(any -> true).getError())
          .startsWith("the answer is too large: 2000");
    }
  }

  @Test
  void answersWhatIsBeyondItsQueueAsOverloadedAndSaysAtOnceThatItIsFull() {
    var gate = new CountDownLatch(1);
    try (var agent =
        cluster
            .agent("a-1")
            .heartbeat(Duration.ofHours(1))
            .handler(
                task -> {
                  gate.await();
                  return AgentAnswer.of(task.executionId());
                })
            .start()) {
      agent.connected().join();

      for (int i = 1; i <= 4; i++) {
        send(task("e-" + i, "a-1").build());
      }

      var refused = results.awaitValue(any -> true);
      assertThat(refused.getExecutionId()).isEqualTo("e-4");
      assertThat(refused.getError()).isEqualTo("agent a-1 is overloaded: 1 tasks run and 2 wait");
      var full = heartbeats.awaitValue(beat -> beat.getInFlight() > 0);
      assertThat(full.getLoad()).isEqualTo(1.0);

      gate.countDown();
      await().until(() -> results.all().size() == 4);
      assertThat(results.values().stream().filter(result -> result.getError() == null))
          .extracting(TaskResult::getExecutionId)
          .containsExactlyInAnyOrder("e-1", "e-2", "e-3");
      await()
          .until(
              () -> heartbeats.values(), beats -> beats.get(beats.size() - 1).getInFlight() == 0);
    }
  }

  @Test
  void doesATaskOnceThatIsDeliveredTwiceWhileItRuns() {
    var gate = new CountDownLatch(1);
    Queue<String> done = new ConcurrentLinkedQueue<>();
    try (var agent =
        cluster
            .agent("a-1")
            .maxConcurrency(4)
            .handler(
                task -> {
                  // By then both deliveries before it have been read.
                  if (task.executionId().equals("e-2")) {
                    gate.countDown();
                  }
                  gate.await();
                  return recording(done).handle(task);
                })
            .start()) {
      agent.connected().join();
      send(task("e-1", "a-1").build());
      send(task("e-1", "a-1").build());
      send(task("e-2", "a-1").build());

      results.awaitValue(result -> result.getExecutionId().equals("e-2"));
      results.awaitValue(result -> result.getExecutionId().equals("e-1"));
      assertThat(done).containsExactlyInAnyOrder("e-1", "e-2");
    }
  }

  @Test
  void interruptsACancelledTaskAndDoesNotAnswerIt() {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    try (var agent =
        cluster
            .agent("a-1")
            .handler(
                task -> {
                  if (task.executionId().equals("e-1")) {
                    begun.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.countDown();
                      throw e;
                    }
                  }
                  return AgentAnswer.of(Thread.currentThread().isInterrupted());
                })
            .start()) {
      agent.connected().join();
      send(task("e-1", "a-1").build());
      send(task("waits", "a-1").build());
      send(task("next", "a-1").build());
      await().until(() -> begun.getCount() == 0);

      send(task("waits", "a-1").setKind(TaskKind.CANCEL).build());
      send(task("e-1", "a-1").setKind(TaskKind.CANCEL).build());

      var answer = results.awaitValue(any -> true);
      assertThat(interrupted.getCount()).isZero();
      assertThat(answer.getExecutionId()).isEqualTo("next");
      assertThat(answer.getValue()).isEqualTo("false");
      assertThat(results.all()).hasSize(1);
    }
  }

  @Test
  void letsWorkEndBeforeItLeaves() {
    var begun = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    var agent =
        cluster
            .agent("a-1")
            .handler(
                task -> {
                  begun.countDown();
                  gate.await();
                  return AgentAnswer.of("done");
                })
            .start();
    agent.connected().join();
    send(task("e-1", "a-1").build());
    await().until(() -> begun.getCount() == 0);

    var closing = CompletableFuture.runAsync(agent::close);
    heartbeats.awaitValue(beat -> beat.getStatus() == HeartbeatStatus.DRAINING);
    assertThat(closing).isNotDone();
    gate.countDown();
    closing.join();

    assertThat(results.awaitValue(any -> true).getValue()).isEqualTo("\"done\"");
    await().until(() -> count(HeartbeatStatus.LEAVING) == 1);
    assertThat(heartbeats.values())
        .extracting(AgentHeartbeat::getStatus)
        .containsSubsequence(
            HeartbeatStatus.CONNECTED, HeartbeatStatus.DRAINING, HeartbeatStatus.LEAVING)
        .last()
        .isEqualTo(HeartbeatStatus.LEAVING);
  }

  @Test
  void interruptsAndAnswersWhatOutlastsTheLeaveTimeout() {
    var begun = new CountDownLatch(1);
    var agent =
        cluster
            .agent("a-1")
            .leaveTimeout(Duration.ofMillis(200))
            .handler(
                task -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                  return AgentAnswer.of("never");
                })
            .start();
    agent.connected().join();
    send(task("e-1", "a-1").build());
    send(task("e-2", "a-1").build());
    await().until(() -> begun.getCount() == 0);

    agent.close();

    await().until(() -> results.all().size() == 2);
    assertThat(results.values())
        .extracting(TaskResult::getExecutionId, TaskResult::getError)
        .containsExactlyInAnyOrder(
            tuple("e-1", "agent a-1 left before it was done"),
            tuple("e-2", "agent a-1 left before it was done"));
  }

  @Test
  void leavesAndSaysWhyWhenItsTasksCanNoLongerBeRead() {
    var registry = new BreakableRegistry(cluster.registry);
    try (var host =
        AgentHost.builder()
            .bootstrapServers(cluster.bootstrapServers())
            .schemaRegistry(registry)
            .topicPrefix(cluster.prefix)
            .region(REGION)
            .agent(AgentSpec.of("a-1", List.of(), task -> AgentAnswer.of(1)))
            .start()) {
      host.connected().join();
      await().untilAsserted(() -> assertThat(host.problems()).isEmpty());

      registry.breakWith(new LinkageError("no such class"));
      send(task("e-1", "a-1").build());

      heartbeats.awaitValue(beat -> beat.getStatus() == HeartbeatStatus.LEAVING);
      assertThat(host.problems())
          .containsExactly("the agents do not run any more: no such class; start them again");
    }
    assertThat(count(HeartbeatStatus.LEAVING)).isEqualTo(1);
  }

  private long count(HeartbeatStatus status) {
    return heartbeats.values().stream().filter(beat -> beat.getStatus() == status).count();
  }

  private static TaskHandler recording(Queue<String> done) {
    return task -> {
      done.add(task.executionId());
      return AgentAnswer.of("done");
    };
  }

  private static ExecutionTask.Builder task(String executionId, String agentId) {
    return ExecutionTask.newBuilder()
        .setExecutionId(executionId)
        .setSlot(0)
        .setAttempt(1)
        .setInput("{}")
        .setAgentId(agentId)
        .setRegion(REGION)
        .setDeadline(System.currentTimeMillis() + HOUR);
  }

  private void send(ExecutionTask task) {
    var topic = cluster.topics.executions(REGION);
    var record =
        TestCluster.record(
            topic, home(task.getAgentId()), task.getAgentId(), cluster.encode(topic, task));
    record.headers().add("traceparent", "00-abc-01".getBytes(UTF_8));
    record.headers().add("parallax.hop", "1".getBytes(UTF_8));
    cluster.write(record);
  }

  private static int home(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % TestCluster.PARTITIONS;
  }
}
