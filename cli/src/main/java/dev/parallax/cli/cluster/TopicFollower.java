package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.TopicSpec;
import dev.parallax.schemas.access.ClientFaults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows topics from their beginning or a time, committed records only, without a group: each
 * {@link #catchUp} reads to where they end at that moment. For one thread.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Connection connection;
  private final AvroCodecs codecs;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Followed> byTopic = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private boolean assigned;
  private long unreadable;

  /** How the records of one topic are read. */
  private record Followed(Start start, Consumer<ConsumerRecord<byte[], byte[]>> reader) {}

  /** Is told a record's key, its value, which is absent in a deletion, and its timestamp in ms. */
  @FunctionalInterface
  public interface RecordReader<T> {
    /** A record came. */
    void read(String key, Optional<T> value, long timestamp);
  }

  private TopicFollower(
      Connection connection, AvroCodecs codecs, KafkaConsumer<byte[], byte[]> consumer) {
    this.connection = connection;
    this.codecs = codecs;
    this.consumer = consumer;
  }

  /** A follower of nothing yet; it connects when it is first asked to catch up. */
  public static TopicFollower open(Connection connection, AvroCodecs codecs) {
    var properties = connection.clientProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    try {
      var bytes = new ByteArrayDeserializer();
      return new TopicFollower(connection, codecs, new KafkaConsumer<>(properties, bytes, bytes));
    } catch (KafkaException unusable) {
      throw CommandFailure.usage(
          "no Kafka client can be made for "
              + connection.bootstrapServers()
              + ": "
              + ClientFaults.said(unusable),
          unusable);
    }
  }

  /**
   * Adds a topic. The reader is told each record's key and value, which is absent in a deletion;
   * records of one key come in their order.
   */
  public <T extends SpecificRecord> TopicFollower follow(
      TopicSpec topic, Class<T> type, BiConsumer<String, Optional<T>> reader) {
    return follow(
        Start.beginning(), topic, type, key -> true, (key, value, at) -> reader.accept(key, value));
  }

  /** As {@link #follow}, but without records that were written before a time. */
  public <T extends SpecificRecord> TopicFollower followSince(
      Instant since, TopicSpec topic, Class<T> type, BiConsumer<String, Optional<T>> reader) {
    return follow(
        Start.since(since),
        topic,
        type,
        key -> true,
        (key, value, at) -> reader.accept(key, value));
  }

  /** As {@link #followSince}, but only records of these keys; the others are not even decoded. */
  public <T extends SpecificRecord> TopicFollower followKeys(
      Instant since,
      TopicSpec topic,
      Class<T> type,
      Predicate<String> keys,
      RecordReader<T> reader) {
    return follow(Start.since(since), topic, type, keys, reader);
  }

  /** As {@link #follow}, but only what comes after the first {@link #catchUp}. */
  public <T extends SpecificRecord> TopicFollower followNew(
      TopicSpec topic, Class<T> type, BiConsumer<String, Optional<T>> reader) {
    return follow(
        Start.end(), topic, type, key -> true, (key, value, at) -> reader.accept(key, value));
  }

  /** Adds a topic from its beginning, whose records are read as they are. */
  public TopicFollower followRecords(
      TopicSpec topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    return followRecords(Start.beginning(), topic, reader);
  }

  /** As {@link #followRecords(TopicSpec, Consumer)}, but from there on. */
  public TopicFollower followRecords(
      Start start, TopicSpec topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    byTopic.put(topic.name(), new Followed(start, reader));
    assigned = false;
    return this;
  }

  /** Adds a topic of which only keys and timestamps are read, whatever its values are. */
  public TopicFollower followTimes(
      Instant since, TopicSpec topic, BiConsumer<String, Long> reader) {
    byTopic.put(
        topic.name(),
        new Followed(Start.since(since), polled -> reader.accept(key(polled), polled.timestamp())));
    assigned = false;
    return this;
  }

  private <T extends SpecificRecord> TopicFollower follow(
      Start start, TopicSpec topic, Class<T> type, Predicate<String> keys, RecordReader<T> reader) {
    AvroDecoder<T> decoder = codecs.decoder(type);
    Consumer<ConsumerRecord<byte[], byte[]>> decoding =
        polled -> {
          var key = key(polled);
          if (keys.test(key)) {
            var value = Optional.ofNullable(polled.value()).map(decoder::decode);
            reader.read(key, value, polled.timestamp());
          }
        };
    byTopic.put(topic.name(), new Followed(start, decoding));
    assigned = false;
    return this;
  }

  private static String key(ConsumerRecord<byte[], byte[]> polled) {
    return polled.key() == null ? "" : new String(polled.key(), StandardCharsets.UTF_8);
  }

  /**
   * Reads on to where the topics end now.
   *
   * @throws CommandFailure if a topic is missing, or broker or registry do not answer, or the time
   *     does not suffice
   */
  public void catchUp(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    asking(
        () -> {
          var targets = consumer.endOffsets(consumer.assignment());
          while (isBehind(targets)) {
            consumer.poll(POLL).forEach(this::read);
            if (System.nanoTime() - end > 0) {
              throw CommandFailure.failed(
                  "the topics were not read to their end within " + limit.toSeconds() + " s");
            }
          }
        });
  }

  /**
   * Waits this long for more records, or until some come, and reads them.
   *
   * @throws CommandFailure as {@link #catchUp}
   */
  public void awaitMore(Duration patience) {
    asking(() -> consumer.poll(patience).forEach(this::read));
  }

  private void asking(Runnable question) {
    try {
      if (!assigned) {
        assign();
      }
      question.run();
    } catch (TimeoutException silent) {
      throw CommandFailure.failed(connection.adviceIfUnreachable(), silent);
    } catch (RegistryException unknown) {
      throw CommandFailure.failed(
          unknown.getMessage() + "; name another by --schema-registry", unknown);
    } catch (InterruptException stopped) {
      throw CommandFailure.failed("interrupted while reading topics", stopped);
    }
  }

  /** Records that were no readable record of their topic, and were left out. */
  public long unreadable() {
    return unreadable;
  }

  private void assign() {
    var partitions = new HashMap<String, List<TopicPartition>>();
    byTopic.keySet().forEach(topic -> partitions.put(topic, partitions(topic)));
    consumer.assign(partitions.values().stream().flatMap(List::stream).toList());
    partitions.forEach((topic, of) -> byTopic.get(topic).start().seek(consumer, of));
    assigned = true;
  }

  private List<TopicPartition> partitions(String topic) {
    var known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw CommandFailure.failed(
          "topic "
              + topic
              + " does not exist on "
              + connection.bootstrapServers()
              + ": create the topics with 'parallax topics create'");
    }
    return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private boolean isBehind(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream()
        .anyMatch(target -> consumer.position(target.getKey()) < target.getValue());
  }

  /** Offsets after the last record read, by partition; without those of which none was. */
  public Map<TopicPartition, Long> nextOffsets() {
    return Map.copyOf(next);
  }

  private void read(ConsumerRecord<byte[], byte[]> polled) {
    next.put(new TopicPartition(polled.topic(), polled.partition()), polled.offset() + 1);
    try {
      byTopic.get(polled.topic()).reader().accept(polled);
    } catch (BadRecordException bad) {
      unreadable++;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
