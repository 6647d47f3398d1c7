package dev.parallax.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.TopicSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records that commands make. */
public final class RecordWriter {
  private static final int PATIENCE_MS = 10_000;

  private final Connection connection;
  private final AvroCodecs codecs;

  /**
   * @param codecs that register schemas
   */
  public RecordWriter(Connection connection, AvroCodecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /**
   * Writes them, in their order; returns when all are stored.
   *
   * @param records by key
   * @param what one of them is, for people
   * @throws CommandFailure naming the first that may not be stored
   */
  public <T extends SpecificRecord> void write(
      TopicSpec topic, Class<T> type, Map<String, T> records, String what) {
    var encoder = codecs.encoder(topic.name(), type);
    try (var producer = open()) {
      var sent = new LinkedHashMap<String, Future<?>>();
      records.forEach(
          (key, value) -> {
            var bytes = encoder.encode(value);
            sent.put(
                key, producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), bytes)));
          });
      sent.forEach((key, stored) -> await(stored, what + " " + key));
    }
  }

  /** Looks at a record that the broker has appended, and throws if it may not stay. */
  @FunctionalInterface
  public interface AppendCheck<T> {
    /**
     * Looks at one record.
     *
     * @param appendedAt the record's time in the topic, ms since the epoch
     */
    void check(T record, long appendedAt);
  }

  /**
   * Writes all of them or none, in their order; returns when all are stored. Readers of committed
   * records see nothing of them if one is refused.
   *
   * @param records by key
   * @param what one of them is, for people
   * @param check is asked about each after it was appended
   * @throws CommandFailure naming the first that may not be stored, or what the check throws
   */
  public <T extends SpecificRecord> void write(
      TopicSpec topic, Class<T> type, Map<String, T> records, String what, AppendCheck<T> check) {
    var encoder = codecs.encoder(topic.name(), type);
    try (var producer =
        open(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "parallax-cli-" + UUID.randomUUID()))) {
      producer.initTransactions();
      producer.beginTransaction();
      try {
        append(producer, topic, encoder, records, what, check);
      } catch (CommandFailure refused) {
        producer.abortTransaction();
        throw refused;
      }
      producer.commitTransaction();
    } catch (KafkaException failed) {
      throw CommandFailure.failed(
          "nothing was stored: "
              + (failed instanceof TimeoutException
                  ? connection.adviceIfUnreachable()
                  : failed.getMessage()),
          failed);
    }
  }

  /** Within a transaction, which sends nothing before it is told to. */
  private <T extends SpecificRecord> void append(
      KafkaProducer<byte[], byte[]> producer,
      TopicSpec topic,
      AvroEncoder<T> encoder,
      Map<String, T> records,
      String what,
      AppendCheck<T> check) {
    var sent = new LinkedHashMap<String, Future<RecordMetadata>>();
    records.forEach(
        (key, value) -> {
          var bytes = encoder.encode(value);
          sent.put(
              key, producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), bytes)));
        });
    producer.flush();
    sent.forEach(
        (key, stored) ->
            check.check(records.get(key), await(stored, what + " " + key).timestamp()));
  }

  /**
   * Writes records as they are; returns when all are stored.
   *
   * @param records by what they are called
   * @param what one of them is, for people
   * @throws CommandFailure naming the first that may not be stored
   */
  public void write(Map<String, ProducerRecord<byte[], byte[]>> records, String what) {
    try (var producer = open()) {
      var sent = new LinkedHashMap<String, Future<?>>();
      records.forEach((name, record) -> sent.put(name, producer.send(record)));
      sent.forEach((name, stored) -> await(stored, what + " " + name));
    }
  }

  private KafkaProducer<byte[], byte[]> open() {
    return open(Map.of());
  }

  private KafkaProducer<byte[], byte[]> open(Map<String, Object> further) {
    var properties = connection.clientProperties();
    properties.putAll(further);
    properties.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            PATIENCE_MS));
    try {
      var bytes = new ByteArraySerializer();
      return new KafkaProducer<>(properties, bytes, bytes);
    } catch (KafkaException unusable) {
      throw CommandFailure.usage(
          "no Kafka client can be made for "
              + connection.bootstrapServers()
              + ": "
              + unusable.getMessage(),
          unusable);
    }
  }

  private <T> T await(Future<T> stored, String name) {
    try {
      return stored.get();
    } catch (ExecutionException refused) {
      var cause = refused.getCause();
      throw CommandFailure.failed(
          name
              + " was not stored, and those after it may not be either: "
              + (cause instanceof TimeoutException
                  ? connection.adviceIfUnreachable()
                  : cause.getMessage()),
          cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while " + name + " was stored", stopped);
    }
  }
}
