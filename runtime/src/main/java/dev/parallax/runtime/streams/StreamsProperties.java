package dev.parallax.runtime.streams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The properties of a topology. Four layers, a later one wins:
 *
 * <ol>
 *   <li>our defaults: what makes a decision quick and a restart short ({@link #defaults});
 *   <li>what the app needs, such as a larger {@code producer.max.request.size};
 *   <li>{@code kafka.properties} of the configuration: the operator's word, such as security;
 *   <li>what our guarantees rest on ({@link #guarantees}): it cannot be configured away.
 * </ol>
 *
 * To Kafka Streams a prefixed key ({@code producer.linger.ms}) is stronger than the plain one,
 * whoever wrote it. So that a layer wins whatever spelling it uses, a key of an earlier layer which
 * would shadow it is taken out. What an operator set and a guarantee overrules is listed by {@link
 * #overruled}, so that it can be said at the start rather than ignored in silence.
 */
public final class StreamsProperties {
  private static final int COMMIT_INTERVAL_MS = 100;

  private static final String ADMIN = "admin.";

  private StreamsProperties() {}

  /** The merged properties of a topology whose app needs nothing beyond the defaults. */
  public static Properties of(
      Instance instance, String bootstrapServers, Map<String, String> configured) {
    return of(instance, bootstrapServers, Map.of(), configured);
  }

  /**
   * The merged properties.
   *
   * @param instance what distinguishes this process from others of its kind
   * @param bootstrapServers Kafka's bootstrap servers
   * @param app what the app needs
   * @param configured {@code kafka.properties} of the configuration
   */
  public static Properties of(
      Instance instance,
      String bootstrapServers,
      Map<String, ?> app,
      Map<String, String> configured) {
    var merged = new LinkedHashMap<String, Object>(defaults());
    override(merged, app);
    override(merged, configured);
    var guarantees = guarantees(instance, bootstrapServers);
    merged.keySet().removeIf(key -> isGuaranteed(key, guarantees));
    merged.putAll(guarantees);
    var properties = new Properties();
    properties.putAll(merged);
    return properties;
  }

  private static void override(Map<String, Object> merged, Map<String, ?> later) {
    later
        .keySet()
        .forEach(key -> merged.keySet().removeIf(earlier -> ClientKey.shadows(earlier, key)));
    merged.putAll(later);
  }

  /** Whatever its prefix: no client of the topology may have its own word on a guarantee. */
  private static boolean isGuaranteed(String key, Map<String, Object> guarantees) {
    var plain = ClientKey.of(key).name();
    return guarantees.keySet().stream().anyMatch(g -> ClientKey.of(g).name().equals(plain));
  }

  /**
   * Properties of an admin client beside the topology: of {@code kafka.properties} those which an
   * admin client knows, security among them.
   */
  public static Properties admin(String bootstrapServers, Map<String, String> configured) {
    return client(AdminClientConfig.configNames(), ADMIN, bootstrapServers, configured);
  }

  /** As {@link #admin}, of a consumer. */
  public static Properties consumer(String bootstrapServers, Map<String, String> configured) {
    return client(
        ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX, bootstrapServers, configured);
  }

  /** As {@link #admin}, of a producer. */
  public static Properties producer(String bootstrapServers, Map<String, String> configured) {
    return client(
        ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX, bootstrapServers, configured);
  }

  /** A prefixed key is meant for this client and so stronger than the plain one. */
  private static Properties client(
      Set<String> known, String prefix, String bootstrapServers, Map<String, String> configured) {
    var properties = new Properties();
    configured.forEach((key, value) -> putIfKnown(properties, known, key, value));
    configured.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            putIfKnown(properties, known, key.substring(prefix.length()), value);
          }
        });
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /** Providers of secrets have names of the operator's own choice below their key. */
  private static void putIfKnown(
      Properties properties, Set<String> known, String key, String value) {
    if (known.contains(key) || key.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".")) {
      properties.put(key, value);
    }
  }

  /** Whether other processes keep copies of a task's stores, by {@code kafka.properties}. */
  public static boolean hasStandbys(Map<String, String> configured) {
    return !configured.getOrDefault(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, "0").equals("0");
  }

  /** Keys of {@code kafka.properties} whose values a guarantee overrules, sorted. */
  public static List<String> overruled(Instance instance, Map<String, String> configured) {
    var guarantees = guarantees(instance, "");
    return configured.entrySet().stream()
        .filter(e -> isGuaranteed(e.getKey(), guarantees))
        .filter(e -> !e.getValue().equals(String.valueOf(guarantees.get(e.getKey()))))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What the operator may change. */
  static Map<String, Object> defaults() {
    var p = new LinkedHashMap<String, Object>();
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 4L << 20);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
    p.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    // No processor of ours needs its topics merged by time. Waiting for the lag of an empty topic
    // to be known costs, and at 0 Streams formats a string for every record meanwhile.
    p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);

    // Nobody reads a record before its transaction is committed, and a commit sends what is left:
    // whatever is sent earlier is only sent in smaller batches, of which each costs.
    p.put(producer(ProducerConfig.LINGER_MS_CONFIG), COMMIT_INTERVAL_MS);
    p.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
    p.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // A missing sink topic stops every region of a task for this long (default 60 s).
    p.put(producer(ProducerConfig.MAX_BLOCK_MS_CONFIG), 5_000);
    // What a killed instance left open blocks readers of committed records this long at most.
    p.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 3_000);

    p.put(main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    p.put(main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    // A global topic is read to its end partition by partition before anything else starts, and the
    // fetch that found the end of one keeps the next waiting for this long (default 500 ms).
    p.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
    return p;
  }

  /** What nobody may change: exactness, and failing in the open. */
  @SuppressWarnings("deprecation") // Kafka 5 always calls the handler for global stores as well.
  static Map<String, Object> guarantees(Instance instance, String bootstrapServers) {
    var p = new LinkedHashMap<String, Object>();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, instance.applicationId());
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(StreamsConfig.STATE_DIR_CONFIG, instance.stateDir().toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    p.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
    p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // The streams protocol knows no static members: a restart would stall for a session timeout.
    p.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    p.put(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG, instance.instanceId());
    // Processors read bytes and decode inside; whatever reaches these handlers is our own bug.
    p.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class.getName());
    p.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class.getName());
    p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    p.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        NoNegativeTimes.class.getName());
    // After lost offsets everything is read again: what is too old is EXPIRED by its deadline.
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return p;
  }

  private static String producer(String key) {
    return StreamsConfig.producerPrefix(key);
  }

  private static String main(String key) {
    return StreamsConfig.mainConsumerPrefix(key);
  }
}
