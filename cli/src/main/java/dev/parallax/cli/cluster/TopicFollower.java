package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
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
  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Followed<?>> byTopic = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private boolean assigned;
  private long unreadable;

  /** How the values of one topic are read, and who is told. */
  private record Followed<T extends SpecificRecord>(
      AvroDecoder<T> decoder, Optional<Instant> since, BiConsumer<String, Optional<T>> reader) {
    void accept(ConsumerRecord<byte[], byte[]> polled) {
      var key = polled.key() == null ? "" : new String(polled.key(), StandardCharsets.UTF_8);
      reader.accept(key, Optional.ofNullable(polled.value()).map(decoder::decode));
    }
  }

  private TopicFollower(
      Connection connection, AvroCodecs codecs, Consumer<byte[], byte[]> consumer) {
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
              + root(unusable),
          unusable);
    }
  }

  /**
   * Adds a topic. The reader is told each record's key and value, which is absent in a deletion;
   * records of one key come in their order.
   */
  public <T extends SpecificRecord> TopicFollower follow(
      TopicSpec topic, Class<T> type, BiConsumer<String, Optional<T>> reader) {
    return follow(topic, new Followed<>(codecs.decoder(type), Optional.empty(), reader));
  }

  /** As {@link #follow}, but without records that were written before a time. */
  public <T extends SpecificRecord> TopicFollower followSince(
      Instant since, TopicSpec topic, Class<T> type, BiConsumer<String, Optional<T>> reader) {
    return follow(topic, new Followed<>(codecs.decoder(type), Optional.of(since), reader));
  }

  private TopicFollower follow(TopicSpec topic, Followed<?> followed) {
    byTopic.put(topic.name(), followed);
    assigned = false;
    return this;
  }

  /**
   * Reads on to where the topics end now.
   *
   * @throws CommandFailure if a topic is missing, or broker or registry do not answer, or the time
   *     does not suffice
   */
  public void catchUp(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      if (!assigned) {
        assign();
      }
      var targets = consumer.endOffsets(consumer.assignment());
      while (isBehind(targets)) {
        consumer.poll(POLL).forEach(this::read);
        if (System.nanoTime() - end > 0) {
          throw CommandFailure.failed(
              "the topics were not read to their end within " + limit.toSeconds() + " s");
        }
      }
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
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : byTopic.keySet()) {
      var known = consumer.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw CommandFailure.failed(
            "topic "
                + topic
                + " does not exist on "
                + connection.bootstrapServers()
                + ": create the topics with 'parallax topics create'");
      }
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    skipOld(partitions);
    assigned = true;
  }

  private void skipOld(List<TopicPartition> partitions) {
    var starts = new HashMap<TopicPartition, Long>();
    for (var partition : partitions) {
      var since = byTopic.get(partition.topic()).since();
      since.ifPresent(time -> starts.put(partition, time.toEpochMilli()));
    }
    consumer.offsetsForTimes(starts).forEach(this::skipTo);
  }

  private void skipTo(TopicPartition partition, OffsetAndTimestamp first) {
    if (first == null) {
      consumer.seekToEnd(List.of(partition));
    } else {
      consumer.seek(partition, first.offset());
    }
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
      byTopic.get(polled.topic()).accept(polled);
    } catch (BadRecordException bad) {
      unreadable++;
    }
  }

  static String root(Throwable fault) {
    var cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
