package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
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
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
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
  static final String REGION = StateRecords.REGION;

  private static final int PARTITIONS = StateRecords.PARTITIONS;

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
      put(
          producer,
          codecs,
          topics.regions().name(),
          REGION,
          StateRecords.region(),
          RegionState.class);
      var pattern = StateRecords.pattern();
      put(
          producer,
          codecs,
          topics.patterns().name(),
          pattern.getName(),
          pattern,
          PatternDefinition.class);
      for (int i = 0; i < StateRecords.AGENTS; i++) {
        var agent = StateRecords.agent(i);
        put(producer, codecs, topics.agents().name(), agent.getAgentId(), agent, AgentState.class);
      }
      for (int i = 0; i < requests; i++) {
        var request = StateRecords.request(i);
        var key = request.getExecutionId().getBytes(UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(topics.requests().name(), key, encoder.encode(request)));
      }
      producer.flush();
    }
  }

  /** Deletes its topics: those of past turns would cost the broker time. */
  void delete() {
    try (var admin =
        Admin.create(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      var names = topics.all(List.of(REGION)).stream().map(topic -> topic.name()).toList();
      admin.deleteTopics(names).all().toCompletionStage().toCompletableFuture().join();
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
}
