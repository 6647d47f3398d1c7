package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One test's own topics on the shared broker, and somebody who reads and writes them. */
final class TestCluster implements AutoCloseable {
  static final String REGION = "us-east-1";
  static final int PARTITIONS = 4;

  final SchemaRegistry registry;
  final String prefix;
  final TopicCatalogue topics;
  private final SandboxBroker broker;
  private final AvroCodecs codecs;
  private final KafkaProducer<byte[], byte[]> producer;

  private TestCluster(
      SandboxBroker broker, SchemaRegistry registry, String prefix, TopicCatalogue topics) {
    this.broker = broker;
    this.registry = registry;
    this.prefix = prefix;
    this.topics = topics;
    this.codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(List.of(REGION)));
    this.producer = producer(Map.of());
  }

  static TestCluster create() {
    return create(new InMemorySchemaRegistry());
  }

  static TestCluster create(SchemaRegistry registry) {
    var prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    return on(SharedBroker.get(), registry, prefix);
  }

  static TestCluster on(SandboxBroker broker, SchemaRegistry registry, String prefix) {
    return new TestCluster(broker, registry, prefix, new TopicCatalogue(prefix, PARTITIONS));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  ParallaxAgent.Builder agent(String id) {
    return ParallaxAgent.builder()
        .bootstrapServers(bootstrapServers())
        .schemaRegistry(registry)
        .topicPrefix(prefix)
        .region(REGION)
        .id(id);
  }

  ParallaxClient.Builder client() {
    return ParallaxClient.builder()
        .bootstrapServers(bootstrapServers())
        .schemaRegistry(registry)
        .topicPrefix(prefix);
  }

  <T extends SpecificRecord> Tail<T> tail(TopicSpec topic, Class<T> type) {
    return new Tail<>(bootstrapServers(), topic.name(), codecs.decoder(type));
  }

  <T extends SpecificRecord> byte[] encode(TopicSpec topic, T value) {
    @SuppressWarnings("unchecked")
    var type = (Class<T>) value.getClass();
    return codecs.encoder(topic.name(), type).encode(value);
  }

  /** Writes a record where Kafka's own partitioner puts it. */
  RecordMetadata write(TopicSpec topic, String key, SpecificRecord value) {
    return write(record(topic, null, key, encode(topic, value)));
  }

  RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static ProducerRecord<byte[], byte[]> record(
      TopicSpec topic, Integer partition, String key, byte[] value) {
    return new ProducerRecord<>(topic.name(), partition, key.getBytes(UTF_8), value);
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /** Writes a record in a transaction that is given up. */
  void writeAborted(ProducerRecord<byte[], byte[]> record) {
    try (var aborting = producer(Map.of("transactional.id", UUID.randomUUID().toString()))) {
      aborting.initTransactions();
      aborting.beginTransaction();
      var unused = aborting.send(record);
      aborting.flush();
      aborting.abortTransaction();
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    var properties = new HashMap<String, Object>(more);
    properties.put("bootstrap.servers", bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    producer.close();
  }
}
