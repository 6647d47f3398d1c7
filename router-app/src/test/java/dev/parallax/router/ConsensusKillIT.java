package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentAnswer;
import dev.parallax.events.AgentState;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real router is killed in the middle of consensus executions over three regions, with agents
 * that fail, answer twice and never answer: one outcome each, and the faults add up.
 */
class ConsensusKillIT {
  private static final int EXECUTIONS = 300;
  private static final int PARTITIONS = 6;
  private static final List<String> REGIONS = RouterDriver.REGIONS;

  private final Path directory = Path.of("target", "consensus-kill");
  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "votes-" + UUID.randomUUID().toString().substring(0, 8) + ".";
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
  void startWithThreeAgentsInEachOfThreeRegions() throws IOException {
    registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(REGIONS));
    producer = new CheckedProducer(broker.bootstrapServers());
    outcomes =
        CommittedTopic.consumer(broker.bootstrapServers(), List.of(topics.outcomes().name()));
    for (var region : REGIONS) {
      var state = Events.region(region, "us-east-1", region.equals("us-east-1") ? 0 : 85);
      put(topics.regions().name(), region, state, RegionState.class);
      for (int i = 0; i < 3; i++) {
        var agent = Events.agent(region + "-" + i, region, "classification");
        agent.setPartition(i);
        put(topics.agents().name(), agent.getAgentId(), agent, AgentState.class);
      }
    }
    put(topics.patterns().name(), "votes", votes(), PatternDefinition.class);
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
  void endsEveryExecutionOnceAndTheFaultsAddUpThoughItIsKilled() {
    startRouter();
    agents =
        new EchoAgents(
            broker.bootstrapServers(), codecs, topics, REGIONS, producer, Faults::answers);
    send(0, EXECUTIONS / 2);
    await("some outcomes")
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .until(() -> outcomesSoFar() >= EXECUTIONS / 4);
    send(EXECUTIONS / 2, EXECUTIONS);
    router.kill();
    assertThat(outcomesSoFar()).as("it was killed in the middle").isLessThan(EXECUTIONS);
    startRouter();
    await("all outcomes")
        .atMost(Duration.ofSeconds(90))
        .pollInSameThread()
        .until(() -> outcomesSoFar() >= EXECUTIONS);
    router.stop(Duration.ofSeconds(15));
    assertThat(router.exitStatus()).isZero();

    var ended = outcomesById();
    assertThat(ended.keySet()).hasSize(EXECUTIONS);
    assertThat(ended.values()).allSatisfy(all -> assertThat(all).hasSize(1));
    var every = ended.values().stream().map(outcomesOfOne -> outcomesOfOne.get(0)).toList();
    assertThat(every)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getValue()).isEqualTo("7");
              assertThat(outcome.getVotesByRegion().values()).allMatch(Map.of("7", 1)::equals);
            });
    var failed = expected(Faults.FAILS);
    var silent = expected(Faults.NEVER_ANSWERS);
    assertThat(errors(every, "out of order")).isEqualTo(failed).isPositive();
    assertThat(errors(every, "no answer within 8000 ms")).isEqualTo(silent).isPositive();
    assertThat(expected(Faults.ANSWERS_TWICE)).isPositive();
    assertThat(answers(every)).isEqualTo(3L * EXECUTIONS + failed + silent);
    assertThat(tasks()).isEqualTo(3L * EXECUTIONS + failed + silent);
    assertThat(CommittedTopic.all(broker.bootstrapServers(), topics.deadLetters().name()))
        .isEmpty();
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

  private void send(int from, int to) {
    var encoder = codecs.encoder(topics.requests().name(), ExecutionRequest.class);
    for (int i = from; i < to; i++) {
      var request =
          Events.request(id(i))
              .setPattern("votes")
              .setOptions(ExecutionOptions.newBuilder().setIncludeVotes(true).build())
              .build();
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

  private Map<String, List<ExecutionOutcome>> outcomesById() {
    var decoder = codecs.decoder(ExecutionOutcome.class);
    var byId = new TreeMap<String, List<ExecutionOutcome>>();
    for (var record : CommittedTopic.all(broker.bootstrapServers(), topics.outcomes().name())) {
      byId.computeIfAbsent(new String(record.key(), UTF_8), unused -> new ArrayList<>())
          .add(decoder.decode(record.value()));
    }
    return byId;
  }

  private static long expected(Faults fault) {
    return IntStream.range(0, 3 * EXECUTIONS)
        .filter(i -> Faults.of(id(i / 3), i % 3) == fault)
        .count();
  }

  private static long errors(List<ExecutionOutcome> outcomes, String error) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.getAnswers().stream())
        .map(AgentAnswer::getError)
        .filter(error::equals)
        .count();
  }

  private static long answers(List<ExecutionOutcome> outcomes) {
    return outcomes.stream().mapToLong(outcome -> outcome.getAnswers().size()).sum();
  }

  private long tasks() {
    return REGIONS.stream()
        .mapToLong(
            region ->
                CommittedTopic.all(broker.bootstrapServers(), topics.executions(region).name())
                    .size())
        .sum();
  }

  private static PatternDefinition votes() {
    var votes = Events.pattern("votes", "consensus", 3);
    votes.getAggregation().setCrossRegion(true);
    votes.getAgents().setDistribution(new Distribution(REGIONS, 1));
    votes.getExecution().setTimeoutMs(8_000L);
    votes.getExecution().setRetries(1);
    return votes;
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
        # Longer than a slow machine takes to start the router again.
        routing: {hold: 2m}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        """
            .formatted(broker.bootstrapServers(), SharedRegistry.get().url(), prefix, PARTITIONS));
  }
}
