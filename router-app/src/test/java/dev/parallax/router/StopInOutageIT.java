package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.sandbox.SandboxBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker is killed in the middle of the router's transactions, and the router is stopped while
 * the broker is away and its tasks are made anew. Executions that ran before end all the same. (Of
 * the kinds of commits that may be lost, the kill meets one by chance.)
 */
@Tag("long")
class StopInOutageIT {
  private static final int PARTITIONS = 2;
  private static final int RUNNING = 40;
  private static final int ATTEMPTS = 6;

  @Test
  void whatRanBeforeTheOutageEndsAfterIt(@TempDir Path directory) throws IOException {
    try (var broker = SandboxBroker.start(ownProcess(directory));
        var router =
            new RealRouter(
                broker, "outage", PARTITIONS, "executions: {timeout: 60s, retries: 0}")) {
      RealRouter.REGIONS.forEach(region -> router.putAgents(region, 2));
      router.start();
      var running =
          IntStream.range(0, RUNNING).mapToObj(i -> "running-" + i).collect(Collectors.toSet());
      running.forEach(id -> send(router, id));
      router.producer().flush();
      await("tasks of all requests")
          .atMost(Duration.ofSeconds(60))
          .until(() -> tasks(router) >= RUNNING);

      loseACommit(broker, router);
      router.awaitLine("Kafka does not answer");
      // Its tasks, which were made anew, have not read what they had.
      router.end();
      broker.start();
      router.start();

      await("outcomes of all that ran")
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(ended(router)).containsAll(running));
    }
  }

  private static SandboxBroker.Options ownProcess(Path directory) {
    return SandboxBroker.Options.defaults()
        .dataDirectory(directory.resolve("data"))
        .ownProcess(new SandboxBroker.OwnProcess(directory.resolve("broker.log"), Map::of));
  }

  /** Kills the broker until that falls between the last record of a transaction and its commit. */
  private static void loseACommit(SandboxBroker broker, RealRouter router) {
    for (int attempt = 1; ; attempt++) {
      killAtWork(broker, router, attempt);
      try {
        await("a commit that timed out")
            .atMost(Duration.ofSeconds(15))
            .until(() -> Files.readString(router.log()).contains("are corrupted"));
        return;
      } catch (ConditionTimeoutException notThen) {
        assertThat(attempt).as("attempts to lose a commit").isLessThan(ATTEMPTS);
        broker.start();
      }
    }
  }

  private static void killAtWork(SandboxBroker broker, RealRouter router, int attempt) {
    long before = tasks(router);
    var sent = new AtomicInteger();
    var sender = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          sender.scheduleAtFixedRate(
              () -> send(router, "later-" + attempt + "-" + sent.incrementAndGet()),
              0,
              30,
              TimeUnit.MILLISECONDS);
      await("further tasks")
          .atMost(Duration.ofSeconds(60))
          .until(() -> tasks(router) > before + attempt);
      broker.kill();
    } finally {
      sender.shutdownNow();
    }
  }

  private static void send(RealRouter router, String id) {
    var encoder =
        router.codecs().encoder(router.topics().requests().name(), ExecutionRequest.class);
    var request = Events.request(id).setOriginRegion("us-east-1").build();
    router.producer().send(router.topics().requests().name(), id, encoder.encode(request));
  }

  private static long tasks(RealRouter router) {
    return RealRouter.REGIONS.stream()
        .mapToLong(
            region -> router.read(router.topics().executions(region), ExecutionTask.class).size())
        .sum();
  }

  private static Set<String> ended(RealRouter router) {
    return router.read(router.topics().outcomes(), ExecutionOutcome.class).stream()
        .map(ExecutionOutcome::getExecutionId)
        .collect(Collectors.toSet());
  }
}
