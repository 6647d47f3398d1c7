package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentState;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real router process on a real broker and registry is killed while it works. */
class RouterKillIT {
  private static final int REQUESTS = 20_000;
  private static final int PARTITIONS = 6;
  private static final List<String> REGIONS = RouterDriver.REGIONS;

  private final Path directory = Path.of("target", "router-kill");
  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "kill-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
  private SchemaRegistryClient registry;
  private AvroCodecs codecs;
  private CheckedProducer producer;
  private EchoAgents agents;
  private Consumer<byte[], byte[]> outcomes;
  private long counted;
  private ChildProcess router;
  private int starts;

  @BeforeEach
  void startWithAFleet() throws IOException {
    registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(REGIONS));
    producer = new CheckedProducer(broker.bootstrapServers());
    outcomes =
        CommittedTopic.consumer(broker.bootstrapServers(), List.of(topics.outcomes().name()));
    for (var region : REGIONS) {
      put(
          topics.regions().name(),
          region,
          Events.region(region, "us-east-1", region.equals("us-east-1") ? 0 : 85),
          RegionState.class);
      for (int i = 0; i < 3; i++) {
        var agent = Events.agent(region + "-" + i, region, "classification");
        agent.setPartition(i);
        put(topics.agents().name(), agent.getAgentId(), agent, AgentState.class);
      }
    }
    producer.flush();
    writeConfiguration();
  }

  @AfterEach
  void stop() {
    if (router != null) {
      router.close();
    }
    if (agents != null) {
      agents.close();
    }
    outcomes.close();
    producer.close();
    registry.close();
  }

  @Test
  void decidesAndEndsEveryRequestOnceThoughItIsKilledTwice() throws InterruptedException {
    startRouter();
    agents = new EchoAgents(broker.bootstrapServers(), codecs, topics, REGIONS, producer);
    var sender = new Thread(this::send, "requests");
    sender.start();
    killAfter(REQUESTS / 10);
    killAfter(REQUESTS / 2);
    sender.join();
    await("outcomes of all requests")
        .atMost(Duration.ofMinutes(2))
        .pollInSameThread()
        .until(() -> outcomesSoFar() + refused() >= REQUESTS);
    assertThat(refusals()).isEmpty();
    await("the report of the last second")
        .atMost(Duration.ofSeconds(30))
        .until(() -> executionsReported() >= REQUESTS);
    router.stop(Duration.ofSeconds(15));
    assertThat(router.exitStatus()).isZero();

    var decisions = countById(topics.decisions().name(), RoutingDecision.class);
    var ended = countById(topics.outcomes().name(), ExecutionOutcome.class);
    var once = new TreeMap<String, Integer>();
    for (int i = 0; i < REQUESTS; i++) {
      once.put(id(i), 1);
    }
    assertThat(decisions).isEqualTo(once);
    assertThat(ended).isEqualTo(once);
    assertThat(CommittedTopic.all(broker.bootstrapServers(), topics.deadLetters().name()))
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
    startRouter();
  }

  private void startRouter() {
    router =
        ChildProcess.java("router", RouterApp.class.getName())
            .heapMb(256)
            .arguments("--config", directory.resolve("parallax.config.yaml").toString())
            .arguments("--instance-id", "router-1", "--port", "0")
            .arguments("--state-dir", directory.resolve("state").toString())
            .start(directory.resolve("router-" + ++starts + ".log"));
  }

  private void send() {
    var encoder = codecs.encoder(topics.requests().name(), ExecutionRequest.class);
    for (int i = 0; i < REQUESTS; i++) {
      var request = Events.request(id(i)).setOriginRegion(REGIONS.get(i % 3)).build();
      producer.send(topics.requests().name(), id(i), encoder.encode(request));
    }
    producer.flush();
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
    var decoder = codecs.decoder(UnroutableRequest.class);
    return CommittedTopic.all(broker.bootstrapServers(), topics.unroutable().name()).stream()
        .map(record -> decoder.decode(record.value()).toString())
        .toList();
  }

  private long executionsReported() {
    var decoder = codecs.decoder(RegionTraffic.class);
    return CommittedTopic.all(broker.bootstrapServers(), topics.traffic().name()).stream()
        .mapToLong(record -> decoder.decode(record.value()).getExecutions())
        .sum();
  }

  private <T extends SpecificRecord> Map<String, Integer> countById(String topic, Class<T> type) {
    var decoder = codecs.decoder(type);
    var counts = new TreeMap<String, Integer>();
    for (var record : CommittedTopic.all(broker.bootstrapServers(), topic)) {
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

  private <T extends SpecificRecord> void put(String topic, String key, T value, Class<T> type) {
    producer.send(topic, key, codecs.encoder(topic, type).encode(value));
  }

  private void writeConfiguration() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("parallax.config.yaml"),
        """
        regions:
          - {id: us-east-1, primary: true}
          - {id: eu-west-1}
          - {id: ap-south-1}
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        # Longer than a slow machine takes to start the router twice.
        executions: {timeout: 10m}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        """
            .formatted(broker.bootstrapServers(), SharedRegistry.get().url(), prefix, PARTITIONS));
  }
}
