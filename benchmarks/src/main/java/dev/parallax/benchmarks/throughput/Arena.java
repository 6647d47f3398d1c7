package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of one measurement under a prefix of their own: regions with agents, a pattern, and
 * requests that wait for an app.
 *
 * @param bootstrapServers of the broker that they are on
 * @param registry their schemas
 * @param directory for files of the measurement
 * @param topics the catalogue
 * @param shape of what is in them
 */
public record Arena(
    String bootstrapServers, URI registry, Path directory, TopicCatalogue topics, Shape shape)
    implements AutoCloseable {
  private static final int PARTITIONS = StateRecords.PARTITIONS;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Topics with the state that decisions go by, and the configuration of an app for them.
   *
   * @param properties for {@code kafka.properties} of the configuration, beside the threads
   * @throws IOException if there is no room for its files
   */
  public static Arena open(Run run, Shape shape, Map<String, String> properties)
      throws IOException {
    var name = "run-" + UUID.randomUUID().toString().substring(0, 8);
    var topics = new TopicCatalogue(name + ".", PARTITIONS);
    run.broker().createTopics(topics.all(shape.regionIds()));
    var directory = Files.createDirectories(run.directory().resolve(name));
    var servers = run.broker().bootstrapServers();
    var arena = new Arena(servers, run.registry(), directory, topics, shape);
    Files.writeString(arena.config(), arena.yaml(name, properties));
    arena.writeState(0, shape.agents());
    return arena;
  }

  private String yaml(String name, Map<String, String> properties) {
    var regions =
        shape.regionIds().stream()
            .map(id -> id.equals(StateRecords.REGION) ? "{id: %s, primary: true}" : "{id: %s}")
            .collect(Collectors.joining(", "))
            .formatted(shape.regionIds().toArray());
    var more =
        properties.entrySet().stream()
            .map(property -> ", %s: \"%s\"".formatted(property.getKey(), property.getValue()))
            .collect(Collectors.joining());
    return """
        regions: [%s]
        kafka: {bootstrapServers: "%s", properties: {num.stream.threads: "%d"%s}}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s., partitions: %d, replicationFactor: 1}
        executions: {timeout: 10m}
        """
        .formatted(regions, bootstrapServers, shape.threads(), more, registry, name, PARTITIONS);
  }

  /** Of the app. */
  public Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  /** Under which an app keeps its state. */
  String applicationId(String app) {
    return topics.requests().name().replace(".requests", "") + "-" + app;
  }

  /** Of all regions. */
  List<String> taskTopics() {
    return shape.regionIds().stream().map(topics::executions).map(TopicSpec::name).toList();
  }

  /** The regions, the pattern, and agents with these numbers. */
  void writeState(int from, int to) {
    try (var client = registryClient();
        var producer = producer(20)) {
      var codecs = codecs(client);
      for (int i = 0; i < shape.regions(); i++) {
        var region = StateRecords.region(i, shape.regions(), to / shape.regions());
        put(producer, codecs, topics.regions(), region.getRegion(), region, RegionState.class);
      }
      var pattern = StateRecords.pattern();
      put(producer, codecs, topics.patterns(), pattern.getName(), pattern, PatternDefinition.class);
      for (int i = from; i < to; i++) {
        var agent = StateRecords.agent(i, StateRecords.regionId(i % shape.regions()));
        put(producer, codecs, topics.agents(), agent.getAgentId(), agent, AgentState.class);
      }
      producer.flush();
    }
  }

  /** Requests with these numbers, as fast as it goes. */
  public void writeRequests(int from, int to) {
    writeRequests(new SentRequests(shape), from, to);
  }

  void writeRequests(SentRequests requests, int from, int to) {
    try (var client = registryClient();
        var producer = producer(20)) {
      var encoder = codecs(client).encoder(topics.requests().name(), ExecutionRequest.class);
      for (int i = from; i < to; i++) {
        var request = requests.request(i);
        var unused = producer.send(record(request, encoder.encode(request)));
      }
      producer.flush();
    }
  }

  ProducerRecord<byte[], byte[]> record(ExecutionRequest request, byte[] value) {
    return new ProducerRecord<>(
        topics.requests().name(), request.getExecutionId().getBytes(UTF_8), value);
  }

  KafkaProducer<byte[], byte[]> producer(int lingerMs) {
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            lingerMs),
        bytes,
        bytes);
  }

  /** One that waits on a busy machine rather than give the run up. */
  SchemaRegistryClient registryClient() {
    return SchemaRegistryClient.builder(List.of(registry))
        .requestTimeout(PATIENCE)
        .timeBudget(PATIENCE)
        .build();
  }

  /** With the classes of all events trusted by Avro, which the first encoder sees to. */
  AvroCodecs codecs(SchemaRegistryClient client) {
    var codecs = new AvroCodecs(client);
    codecs.encoder(topics.requests().name(), ExecutionRequest.class).prepare();
    return codecs;
  }

  /** Deletes its topics and files: those of past turns would cost the broker time. */
  @Override
  public void close() {
    try (var admin =
        Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      var own = topics.requests().name().replace("requests", "");
      var names =
          admin.listTopics().names().toCompletionStage().toCompletableFuture().join().stream()
              .filter(topic -> topic.startsWith(own) || topic.startsWith(applicationId("")))
              .toList();
      admin.deleteTopics(names).all().toCompletionStage().toCompletableFuture().join();
    }
    Run.delete(directory);
  }

  private static <T extends SpecificRecord> void put(
      KafkaProducer<byte[], byte[]> producer,
      AvroCodecs codecs,
      TopicSpec topic,
      String key,
      T value,
      Class<T> type) {
    var bytes = codecs.encoder(topic.name(), type).encode(value);
    var unused = producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), bytes));
  }
}
