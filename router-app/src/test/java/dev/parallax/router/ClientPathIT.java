package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.client.AgentAnswer;
import dev.parallax.client.AgentTask;
import dev.parallax.client.Cancellation;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxAgent;
import dev.parallax.client.ParallaxClient;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RegionState;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real router between clients and agents of the SDK: headers (X11) and cancellation (X10). */
class ClientPathIT {
  private static final int PARTITIONS = 3;
  private static final String REGION = "us-east-1";
  private static final Map<String, String> CARRIED =
      Map.of("tenant", "blue", "traceparent", "00-0af7-b7ad-01");

  private final Path directory = Path.of("target", "client-path");
  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "path-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
  private final AtomicBoolean failed = new AtomicBoolean();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final List<ParallaxAgent> agents = new ArrayList<>();
  private SchemaRegistryClient registry;
  private AvroCodecs codecs;
  private CheckedProducer producer;
  private ParallaxClient client;
  private ChildProcess router;

  @BeforeEach
  void startARouterAndTwoAgents() throws IOException {
    registry = SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(List.of(REGION)));
    producer = new CheckedProducer(broker.bootstrapServers());
    put(topics.regions(), REGION, Events.region(REGION, REGION, 0), RegionState.class);
    agents.add(agent("a-1"));
    agents.add(agent("a-2"));
    agents.forEach(agent -> agent.connected().join());
    connectAgents();
    startRouter();
    client =
        ParallaxClient.builder()
            .bootstrapServers(broker.bootstrapServers())
            .schemaRegistry(registry)
            .topicPrefix(prefix)
            .connect();
  }

  @AfterEach
  void stop() {
    client.close(Duration.ZERO);
    router.close();
    agents.forEach(ParallaxAgent::close);
    producer.close();
    registry.close();
  }

  @Test
  void carriesTheHeadersOfARequestToItsTasksRetriesResultsAndOutcome() {
    var outcome = client.execute("fail at first", options("retried")).join();

    assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(outcome.getAttempts()).isEqualTo(2);
    assertThat(headersOfTasks("retried", TaskKind.EXECUTE)).containsExactly(CARRIED, CARRIED);
    assertThat(headersOfResults("retried")).containsExactly(CARRIED, CARRIED);
    assertThat(headersOfOutcomes("retried")).containsExactly(CARRIED);
  }

  @Test
  @Tag("long")
  void carriesNoMarkOfItsOwnThatCameToARequestOnItsWay() {
    sendMisplaced("misplaced");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(headersOfOutcomes("misplaced")).hasSize(1));
    assertThat(headers(topics.requests(), "misplaced"))
        .hasSize(1)
        .first()
        .satisfies(returned -> assertThat(returned).containsKey(Home.RETURNED));
    assertThat(headersOfTasks("misplaced", TaskKind.EXECUTE)).containsExactly(CARRIED);
    assertThat(headersOfResults("misplaced")).containsExactly(CARRIED);
    assertThat(headersOfOutcomes("misplaced")).containsExactly(CARRIED);
  }

  @Test
  void cancelsByTheClientTellsTheAgentWithTheHeadersAndSaysWhenThereIsNothingToCancel()
      throws InterruptedException {
    var execution = client.execute("take for ever", options("cancelled"));
    begun.await();

    assertThat(client.cancel("cancelled", "no longer needed").join())
        .isEqualTo(Cancellation.CANCELLED);

    assertThat(execution.join().getStatus()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(execution.join().getReason()).endsWith(": no longer needed");
    assertThat(headersOfTasks("cancelled", TaskKind.CANCEL)).containsExactly(CARRIED);
    assertThat(headersOfOutcomes("cancelled")).containsExactly(CARRIED);
    assertThat(client.cancel("cancelled", "again").join()).isEqualTo(Cancellation.ENDED);
    assertThat(client.cancel("never asked for", "misspelt").join()).isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void cancelsAtOnceWhatWasJustAskedFor() {
    var execution = client.execute("take for ever", options("at-once"));

    assertThat(client.cancel("at-once", "by mistake").join()).isEqualTo(Cancellation.CANCELLED);

    assertThat(execution.join().getStatus()).isEqualTo(ExecutionStatus.CANCELLED);
  }

  private AgentAnswer answer(AgentTask task) throws InterruptedException {
    if (task.input().equals("\"take for ever\"")) {
      begun.countDown();
      new CountDownLatch(1).await();
    }
    if (task.input().equals("\"fail at first\"") && !failed.getAndSet(true)) {
      throw new IllegalStateException("at first");
    }
    return AgentAnswer.of(1);
  }

  private static ExecutionOptions options(String id) {
    var options =
        ExecutionOptions.defaults().executionId(id).capabilities(List.of("classification"));
    for (var header : CARRIED.entrySet()) {
      options = options.header(header.getKey(), header.getValue());
    }
    // As if somebody had copied a record of another topic, mark and all.
    return options.header(CarriedHeaders.OURS + "mark", "x");
  }

  /** Without a key, as producers of other languages may. */
  private void sendMisplaced(String id) {
    var bytes = new ByteArraySerializer();
    try (var raw =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()), bytes, bytes)) {
      var json =
          "{\"executionId\":\"%s\",\"capabilities\":[\"classification\"],\"input\":{}}"
              .formatted(id);
      var record =
          new ProducerRecord<byte[], byte[]>(
              topics.requests().name(), null, null, json.getBytes(UTF_8));
      CARRIED.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
      var unused = raw.send(record);
    }
  }

  private List<Map<String, String>> headersOfTasks(String id, TaskKind kind) {
    var decoder = codecs.decoder(ExecutionTask.class);
    return headers(
        topics.executions(REGION),
        value -> {
          var task = decoder.decode(value);
          return task.getExecutionId().equals(id) && task.getKind() == kind;
        });
  }

  private List<Map<String, String>> headersOfResults(String id) {
    var decoder = codecs.decoder(TaskResult.class);
    return headers(topics.results(), value -> decoder.decode(value).getExecutionId().equals(id));
  }

  private List<Map<String, String>> headersOfOutcomes(String id) {
    var decoder = codecs.decoder(ExecutionOutcome.class);
    return headers(topics.outcomes(), value -> decoder.decode(value).getExecutionId().equals(id));
  }

  /** Of the records with this key. */
  private List<Map<String, String>> headers(TopicSpec topic, String key) {
    return CommittedTopic.all(broker.bootstrapServers(), topic.name()).stream()
        .filter(record -> record.key() != null && new String(record.key(), UTF_8).equals(key))
        .map(record -> texts(record.headers()))
        .toList();
  }

  private List<Map<String, String>> headers(TopicSpec topic, Function<byte[], Boolean> wanted) {
    return CommittedTopic.all(broker.bootstrapServers(), topic.name()).stream()
        .filter(record -> wanted.apply(record.value()))
        .map(record -> texts(record.headers()))
        .toList();
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new TreeMap<String, String>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }

  private ParallaxAgent agent(String id) {
    return ParallaxAgent.builder()
        .bootstrapServers(broker.bootstrapServers())
        .schemaRegistry(registry)
        .topicPrefix(prefix)
        .region(REGION)
        .id(id)
        .capabilities("classification")
        .maxConcurrency(4)
        .handler(this::answer)
        .start();
  }

  /** As the health app does with their heartbeats. */
  private void connectAgents() {
    var decoder = codecs.decoder(AgentHeartbeat.class);
    var states = new TreeMap<String, AgentState>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              CommittedTopic.all(broker.bootstrapServers(), topics.heartbeats().name()).stream()
                  .map(record -> decoder.decode(record.value()))
                  .forEach(beat -> states.put(beat.getAgentId(), state(beat)));
              return states.size() == agents.size();
            });
    states.forEach((id, state) -> put(topics.agents(), id, state, AgentState.class));
    producer.flush();
  }

  private static AgentState state(AgentHeartbeat heartbeat) {
    var state = Events.agent(heartbeat.getAgentId(), REGION, "classification");
    state.setPartition(heartbeat.getPartition());
    state.setIncarnation(heartbeat.getIncarnation());
    return state;
  }

  private <T extends SpecificRecord> void put(TopicSpec topic, String key, T value, Class<T> type) {
    producer.send(topic.name(), key, codecs.encoder(topic.name(), type).encode(value));
  }

  private void startRouter() throws IOException {
    Files.createDirectories(directory);
    var config = directory.resolve(prefix + "yaml");
    Files.writeString(
        config,
        """
        regions: [{id: us-east-1, primary: true}]
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        routing: {hold: 2m}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        """
            .formatted(broker.bootstrapServers(), SharedRegistry.get().url(), prefix, PARTITIONS));
    router =
        ChildProcess.java("router", RouterApp.class.getName())
            .heapMb(256)
            .arguments("--config", config.toString())
            .arguments("--instance-id", "router-1", "--port", "0")
            .arguments("--state-dir", directory.resolve(prefix + "state").toString())
            .start(directory.resolve(prefix + "log"));
    // A cancellation is waited for no longer than a busy machine may take to start a router.
    router.awaitLine("Topology is RUNNING", Duration.ofMinutes(2));
  }
}
