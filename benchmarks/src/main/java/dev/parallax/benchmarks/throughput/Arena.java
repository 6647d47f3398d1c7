package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of one run under a prefix of their own: a region with agents, a pattern, and requests that
 * wait for an app.
 *
 * @param broker where they are
 * @param registry its schemas
 * @param directory of the run
 * @param topics the catalogue
 */
record Arena(SandboxBroker broker, URI registry, Path directory, TopicCatalogue topics) {
  static final String REGION = "us-east-1";

  private static final int PARTITIONS = 4;
  private static final int AGENTS = 24;
  private static final String PATTERN = "one";

  /** Empty topics, and the configuration of an app for them. */
  static Arena open(SandboxBroker broker, URI registry, Path parent) throws IOException {
    var name = "run-" + UUID.randomUUID().toString().substring(0, 8);
    var topics = new TopicCatalogue(name + ".", PARTITIONS);
    broker.createTopics(topics.all(List.of(REGION)));
    var arena = new Arena(broker, registry, Files.createDirectories(parent.resolve(name)), topics);
    Files.writeString(
        arena.config(),
        """
        regions: [{id: %s, primary: true}]
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s., partitions: %d, replicationFactor: 1}
        executions: {timeout: 10m}
        """
            .formatted(REGION, broker.bootstrapServers(), registry, name, PARTITIONS));
    return arena;
  }

  Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  /** Writes the state that decisions go by, and then so many requests. */
  void fill(int requests) {
    var bytes = new ByteArraySerializer();
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            20);
    try (var client = SchemaRegistryClient.builder(List.of(registry)).build();
        var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      var codecs = new AvroCodecs(client);
      // First: with it Avro trusts the classes of all events.
      var encoder = codecs.encoder(topics.requests().name(), ExecutionRequest.class);
      put(producer, codecs, topics.regions().name(), REGION, region(), RegionState.class);
      put(producer, codecs, topics.patterns().name(), PATTERN, pattern(), PatternDefinition.class);
      for (int i = 0; i < AGENTS; i++) {
        var agent = agent(i);
        put(producer, codecs, topics.agents().name(), agent.getAgentId(), agent, AgentState.class);
      }
      for (int i = 0; i < requests; i++) {
        var request = request(i);
        var key = request.getExecutionId().getBytes(UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(topics.requests().name(), key, encoder.encode(request)));
      }
      producer.flush();
    }
  }

  private static <T extends SpecificRecord> void put(
      KafkaProducer<byte[], byte[]> producer,
      AvroCodecs codecs,
      String topic,
      String key,
      T value,
      Class<T> type) {
    var bytes = codecs.encoder(topic, type).encode(value);
    var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes));
  }

  private static ExecutionRequest request(int number) {
    return ExecutionRequest.newBuilder()
        .setExecutionId("execution-" + number)
        .setPattern(PATTERN)
        .setCapabilities(List.of())
        .setInput("{\"text\":\"Refund of order " + number + " has not arrived\",\"urgent\":true}")
        .setOriginRegion(REGION)
        .setMetadata(Map.of("customer", "c-" + number % 997))
        .build();
  }

  private static AgentState agent(int number) {
    return AgentState.newBuilder()
        .setAgentId("agent-" + number)
        .setIncarnation("1")
        .setPartition(number % PARTITIONS)
        .setRegion(REGION)
        .setCapabilities(List.of("classification"))
        .setStatus(AgentStatus.CONNECTED)
        .setLoad(0)
        .setMaxConcurrency(1_000_000)
        .setInFlight(0)
        .setSince(0)
        .setLastHeartbeatAt(0)
        .build();
  }

  private static RegionState region() {
    return RegionState.newBuilder()
        .setRegion(REGION)
        .setHealth(Health.HEALTHY)
        .setLastVerdict(Health.HEALTHY)
        .setCause("1 of 1 observers UP")
        .setObservers(
            List.of(
                ObserverView.newBuilder()
                    .setObserver(REGION)
                    .setState(ObserverState.UP)
                    .setLatencyMs(0.0)
                    .setLastProbeAt(0)
                    .setFailures(0)
                    .setSuccesses(3)
                    .build()))
        .setAgentsConnected(AGENTS)
        .setAgentsByCapability(Map.of())
        .setServing(ServingMode.SERVING)
        .setEpoch(0)
        .setSince(0)
        .setUpdatedAt(0)
        .build();
  }

  private static PatternDefinition pattern() {
    return PatternDefinition.newBuilder()
        .setName(PATTERN)
        .setVersion("1.0.0")
        .setUpdatedAt(0)
        .setRegion(REGION)
        .setAgents(
            AgentRequirements.newBuilder().setCapabilities(List.of("classification")).build())
        .setExecution(ExecutionRules.newBuilder().build())
        .setAggregation(AggregationRules.newBuilder().setStrategy("first").build())
        .build();
  }
}
