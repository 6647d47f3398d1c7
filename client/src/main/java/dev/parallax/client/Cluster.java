package dev.parallax.client;

import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The one cluster that a client or a host talks to.
 *
 * <p>Precedence of Kafka properties, weakest first: what is set here as a default, what the user
 * sets, what the protocol needs (read committed, no commits, no new topics, murmur2).
 *
 * @param registry closed with the cluster if it was opened for it
 * @param topics only its names are used: partition counts are the broker's
 * @param kafka the user's properties, for every Kafka client
 * @param heartbeat how often its agents must say that they are there; empty if nobody said
 */
record Cluster(
    String bootstrapServers,
    SchemaRegistry registry,
    TopicCatalogue topics,
    Map<String, String> kafka,
    Optional<Duration> heartbeat)
    implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  AvroCodecs codecs() {
    return new AvroCodecs(registry);
  }

  /** A consumer without group, for positions that are taken and kept by its owner. */
  Consumer<byte[], byte[]> consumer(String clientId) {
    var properties = common(clientId);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
    properties.putAll(kafka);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // The router makes the topics; one made by asking for it would have another partition count.
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Only after a loss of offsets: what is read again then is past its deadline or still wanted.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * An idempotent producer that waits for all replicas in sync. What is sent while no broker
   * answers waits for one: by Kafka's default a producer forgets the topics then, and each sending
   * would hold up its caller and fail.
   */
  Producer<byte[], byte[]> producer(String clientId) {
    var properties = common(clientId);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16 << 20);
    properties.put(
        CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
    properties.putAll(kafka);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    properties.remove(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> common(String clientId) {
    var properties = new HashMap<String, Object>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    // Kafka's clients log a line per attempt while a broker is down.
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  /** Without properties of Kafka, which have secrets among them. */
  @Override
  public String toString() {
    return "Cluster[" + bootstrapServers + ", " + registry + "]";
  }

  @Override
  public void close() {
    if (registry instanceof OwnedRegistry owned) {
      owned.close();
    }
  }
}
