package dev.parallax.replicator.mirror;

import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.access.ClientFaults;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A region's cluster as it is reached from here, and clients of it.
 *
 * @param kafka its address and the properties of all its clients, such as security
 */
record Cluster(String region, Kafka kafka) {

  /** How long a question to a cluster may take. */
  static final int TIMEOUT_MS = 5_000;

  /** What no property of the configuration may change. */
  private static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "client.id",
          "group.id",
          "group.instance.id",
          "group.protocol",
          "isolation.level",
          "enable.auto.commit",
          "enable.idempotence",
          "auto.offset.reset",
          "transactional.id",
          "metric.reporters",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  /** The cluster of a region. */
  static Cluster of(ParallaxConfig config, String region) {
    return new Cluster(region, config.in(region).kafka());
  }

  /** An admin client, which gives up after {@link #TIMEOUT_MS}. */
  Admin admin() {
    var properties = new Properties();
    properties.putAll(StreamsProperties.admin(kafka.bootstrapServers(), kafka.properties()));
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS - 1_000);
    return made(() -> Admin.create(properties));
  }

  /** A consumer of committed records without a group, which fetches little at a time. */
  KafkaConsumer<byte[], byte[]> consumer() {
    return consumer(Map.of());
  }

  /**
   * A consumer that is a member of a group, in which one that is gone is missed after 6 s, and
   * nobody gives up a partition because another comes.
   *
   * @param instance its name there, the same after a restart
   */
  KafkaConsumer<byte[], byte[]> member(String group, String instance) {
    return consumer(
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            instance,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "classic",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName(),
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1_500));
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
    var properties = new TreeMap<String, Object>(consumerProperties());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS - 1_000);
    properties.putAll(more);
    var bytes = new ByteArrayDeserializer();
    return made(() -> new KafkaConsumer<>(properties, bytes, bytes));
  }

  /** A producer that waits for all replicas and gives up after twice {@link #TIMEOUT_MS}. */
  KafkaProducer<byte[], byte[]> producer() {
    var properties = new TreeMap<String, Object>(producerProperties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS - 1_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MS);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    var bytes = new ByteArraySerializer();
    return made(() -> new KafkaProducer<>(properties, bytes, bytes));
  }

  /** What Kafka says by itself, when a client cannot be made, is neither why nor for whom. */
  private <T> T made(Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      throw new KafkaException(this + ": " + ClientFaults.said(e), e);
    }
  }

  /** Of the configured properties those which any client knows, under their own names. */
  Map<String, String> clientProperties() {
    var plain = new TreeMap<String, String>();
    kafka
        .properties()
        .forEach(
            (key, value) -> {
              if (AdminClientConfig.configNames().contains(key) && isFree(key)) {
                plain.put(key, value);
              }
            });
    return plain;
  }

  /** Those of a consumer: plain ones, replaced by those written {@code consumer.}. */
  Map<String, String> consumerProperties() {
    return free(StreamsProperties.consumer(kafka.bootstrapServers(), kafka.properties()));
  }

  /** Those of a producer: plain ones, replaced by those written {@code producer.}. */
  Map<String, String> producerProperties() {
    return free(StreamsProperties.producer(kafka.bootstrapServers(), kafka.properties()));
  }

  /** Those of an admin client: plain ones, replaced by those written {@code admin.}. */
  Map<String, String> adminProperties() {
    return free(StreamsProperties.admin(kafka.bootstrapServers(), kafka.properties()));
  }

  /** Where secrets are read from, for all clients alike. */
  Map<String, String> providers() {
    var providers = new TreeMap<String, String>();
    kafka
        .properties()
        .forEach(
            (key, value) -> {
              if (key.startsWith("config.providers")) {
                providers.put(key, value);
              }
            });
    return providers;
  }

  private Map<String, String> free(Properties properties) {
    var free = new TreeMap<String, String>();
    properties.forEach(
        (key, value) -> {
          if (isFree(String.valueOf(key))) {
            free.put(String.valueOf(key), String.valueOf(value));
          }
        });
    free.putAll(providers());
    return free;
  }

  private static boolean isFree(String key) {
    return !OURS.contains(key) && !key.startsWith("config.providers");
  }

  @Override
  public String toString() {
    return region + " at " + kafka.bootstrapServers();
  }
}
