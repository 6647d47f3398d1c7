package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real router process on a real broker and registry is killed while it works. */
class RouterKillIT {
  private static final int REQUESTS = 20_000;
  private static final int PARTITIONS = 6;
  private static final List<String> REGIONS = RealRouter.REGIONS;

  private RealRouter router;
  private TopicCatalogue topics;
  private EchoAgents agents;
  private Consumer<byte[], byte[]> outcomes;
  private long counted;

  @BeforeEach
  void startWithAFleet() throws IOException {
    // Longer than a slow machine takes to start the router twice.
    router = new RealRouter("kill", PARTITIONS, "executions: {timeout: 10m}");
    topics = router.topics();
    outcomes =
        CommittedTopic.consumer(router.bootstrapServers(), List.of(topics.outcomes().name()));
    REGIONS.forEach(region -> router.putAgents(region, 3));
  }

  @AfterEach
  void stop() {
    router.close();
    if (agents != null) {
      agents.close();
    }
    outcomes.close();
  }

  @Test
  void decidesAndEndsEveryRequestOnceThoughItIsKilled() throws InterruptedException {
    assertAllOnceThoughKilledAfter(REQUESTS / 10);
  }

  @Test
  @Tag("long")
  void decidesAndEndsEveryRequestOnceThoughItIsKilledTwice() throws InterruptedException {
    assertAllOnceThoughKilledAfter(REQUESTS / 10, REQUESTS / 2);
  }

  private void assertAllOnceThoughKilledAfter(int... outcomesBeforeEach)
      throws InterruptedException {
    router.start();
    agents =
        new EchoAgents(
            router.bootstrapServers(), router.codecs(), topics, REGIONS, router.producer());
    var sender = new Thread(this::send, "requests");
    sender.start();
    for (int before : outcomesBeforeEach) {
      killAfter(before);
    }
    sender.join();
    await("outcomes of all requests")
        .atMost(Duration.ofMinutes(2))
        .pollInSameThread()
        .until(() -> outcomesSoFar() + refused() >= REQUESTS);
    assertThat(refusals()).isEmpty();
    await("the report of the last second")
        .atMost(Duration.ofSeconds(30))
        .until(() -> executionsReported() >= REQUESTS);
    router.stop();

    var decisions = countById(topics.decisions().name(), RoutingDecision.class);
    var ended = countById(topics.outcomes().name(), ExecutionOutcome.class);
    var once = new TreeMap<String, Integer>();
    for (int i = 0; i < REQUESTS; i++) {
      once.put(id(i), 1);
    }
    assertThat(decisions).isEqualTo(once);
    assertThat(ended).isEqualTo(once);
    assertThat(CommittedTopic.all(router.bootstrapServers(), topics.deadLetters().name()))
        .isEmpty();
    assertThat(executionsReported()).isEqualTo(REQUESTS);
  }

  private void killAfter(int least) {
    await("the first " + least + " outcomes")
        .atMost(Duration.ofSeconds(90))
        .pollInSameThread()
        .until(() -> outcomesSoFar() >= least);
    router.kill();
    assertThat(outcomesSoFar())
        .as("it was killed in the middle, not at the end")
        .isLessThan(REQUESTS);
    router.start();
  }

  private void send() {
    var encoder = router.codecs().encoder(topics.requests().name(), ExecutionRequest.class);
    for (int i = 0; i < REQUESTS; i++) {
      var request = Events.request(id(i)).setOriginRegion(REGIONS.get(i % 3)).build();
      router.producer().send(topics.requests().name(), id(i), encoder.encode(request));
    }
    router.producer().flush();
  }

  private static String id(int i) {
    return "e-%05d".formatted(i);
  }

  /** Counts on from where it was. */
  private long outcomesSoFar() {
    counted += outcomes.poll(Duration.ofMillis(100)).count();
    return counted;
  }

  private long refused() {
    return refusals().size();
  }

  private List<String> refusals() {
    var decoder = router.codecs().decoder(UnroutableRequest.class);
    return CommittedTopic.all(router.bootstrapServers(), topics.unroutable().name()).stream()
        .map(record -> decoder.decode(record.value()).toString())
        .toList();
  }

  private long executionsReported() {
    var decoder = router.codecs().decoder(RegionTraffic.class);
    return CommittedTopic.all(router.bootstrapServers(), topics.traffic().name()).stream()
        .mapToLong(record -> decoder.decode(record.value()).getExecutions())
        .sum();
  }

  private <T extends SpecificRecord> Map<String, Integer> countById(String topic, Class<T> type) {
    var decoder = router.codecs().decoder(type);
    var counts = new TreeMap<String, Integer>();
    for (var record : CommittedTopic.all(router.bootstrapServers(), topic)) {
      var id = new String(record.key(), UTF_8);
      var value = decoder.decode(record.value());
      assertThat(isGood(value)).as(value::toString).isTrue();
      counts.merge(id, 1, Integer::sum);
    }
    return counts;
  }

  private static boolean isGood(SpecificRecord record) {
    return record instanceof ExecutionOutcome outcome
        ? outcome.getStatus() == ExecutionStatus.COMPLETED
        : ((RoutingDecision) record).getResult() == DecisionResult.ROUTED;
  }
}
