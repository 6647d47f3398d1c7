package dev.parallax.cli;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An installation of one test on the shared broker, under a prefix of its own, with a configuration
 * file in the working directory of the test's commands.
 */
public final class TestCluster implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final String prefix = "cli-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final List<String> regions;
  private final Path directory;
  private final SchemaRegistryClient registry =
      SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
  private final AvroCodecs codecs = new AvroCodecs(registry);
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.get().bootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** An installation of these regions; its topics are not created yet. */
  public TestCluster(Path directory, String... regions) {
    this.directory = directory;
    this.regions = List.of(regions);
    CommandRun.write(directory, "parallax.config.yaml", config());
    // Avro builds records with defaults only of classes that are trusted, which codecs see to.
    codecs.decoder(RegionState.class);
  }

  private String config() {
    var yaml = new StringBuilder("regions:\n");
    regions.forEach(region -> yaml.append("  - id: ").append(region).append('\n'));
    return yaml.append("kafka:\n  bootstrapServers: \"")
        .append(SharedBroker.get().bootstrapServers())
        .append("\"\nschemaRegistry:\n  urls: [\"")
        .append(SharedRegistry.get().url())
        .append("\"]\ntopics:\n  prefix: ")
        .append(prefix)
        .append("\n  partitions: ")
        .append(PARTITIONS)
        .append('\n')
        .toString();
  }

  /** Adds to the configuration file. */
  public TestCluster withSettings(String yaml) {
    CommandRun.write(directory, "parallax.config.yaml", config() + yaml);
    return this;
  }

  /**
   * As if every region had a cluster of its own, the first one's asked by default: all of them have
   * the same topics here.
   */
  public TestCluster federated() {
    var yaml = new StringBuilder("regions:\n");
    for (int i = 0; i < regions.size(); i++) {
      yaml.append(
          "  - {id: %s, kafka: {bootstrapServers: \"%s\"}}%n".formatted(regions.get(i), alias(i)));
    }
    var common = config();
    yaml.append(common.substring(common.indexOf("schemaRegistry:")));
    yaml.append("controlPlane: {mode: federated}\n");
    CommandRun.write(directory, "parallax.config.yaml", yaml.toString());
    SharedBroker.get().createTopics(connection().systemTopics());
    return this;
  }

  /** One broker under as many addresses as are needed. */
  private static String alias(int number) {
    var port = URI.create("kafka://" + SharedBroker.get().bootstrapServers()).getPort();
    return "127.0.0.%d:%d".formatted(number + 1, port);
  }

  /** Creates the topics. */
  public TestCluster withTopics() {
    SharedBroker.get().createTopics(topics().all(regions));
    return this;
  }

  /** Its topics. */
  public TopicCatalogue topics() {
    return new TopicCatalogue(prefix, PARTITIONS);
  }

  /** Codecs that register schemas. */
  public AvroCodecs codecs() {
    return codecs;
  }

  /** As commands talk to it. */
  public Connection connection() {
    return Connection.of(ConfigFiles.load(directory.resolve("parallax.config.yaml")), "a test");
  }

  /** Its brokers. */
  public String bootstrapServers() {
    return SharedBroker.get().bootstrapServers();
  }

  /** Its registry. */
  public String registryUrl() {
    return SharedRegistry.get().url().toString();
  }

  /** Runs a command in the directory of the configuration file. */
  public CommandRun run(String... args) {
    return CommandRun.of(directory, args);
  }

  /** Writes a record; returns when it is stored. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> void put(TopicSpec topic, String key, T value) {
    var encoder = codecs.encoder(topic.name(), (Class<T>) value.getClass());
    putBytes(topic, key, encoder.encode(value));
  }

  /** How many records were ever written to a topic of one partition. */
  public long records(TopicSpec topic) {
    var properties =
        Map.<String, Object>of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.get().bootstrapServers());
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      var partition = new TopicPartition(topic.name(), 0);
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  /** Writes any bytes; null deletes. */
  public void putBytes(TopicSpec topic, String key, byte[] value) {
    try {
      producer
          .send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    registry.close();
  }
}
