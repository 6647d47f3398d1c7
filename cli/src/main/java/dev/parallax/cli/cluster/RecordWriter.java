package dev.parallax.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import dev.parallax.schemas.access.ClientFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records that commands make. A failure says which of two it is: they are not stored, or it
 * is not known whether they are, as the answer to what was sent did not come.
 */
public final class RecordWriter {
  private static final int PATIENCE_MS = 10_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Connection connection;
  private final AvroCodecs codecs;
  private final String tells;
  private final Function<Map<String, Object>, Producer<byte[], byte[]>> clients;

  /**
   * @param codecs that register schemas
   * @param tells what tells whether they were stored, for people who could not be told at once
   */
  public RecordWriter(Connection connection, AvroCodecs codecs, String tells) {
    this(connection, codecs, tells, RecordWriter::client);
  }

  RecordWriter(
      Connection connection,
      AvroCodecs codecs,
      String tells,
      Function<Map<String, Object>, Producer<byte[], byte[]>> clients) {
    this.connection = connection;
    this.codecs = codecs;
    this.tells = tells;
    this.clients = clients;
  }

  private static Producer<byte[], byte[]> client(Map<String, Object> properties) {
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(properties, bytes, bytes);
  }

  /** A producer that takes its leave in time, whatever is still on its way. */
  private record Leaving(Producer<byte[], byte[]> producer) implements AutoCloseable {
    @Override
    public void close() {
      producer.close(CLOSE);
    }
  }

  /**
   * A record that a producer was given.
   *
   * @param refused whether it failed before it was sent
   */
  private record Given(String key, Future<RecordMetadata> stored, boolean refused) {}

  /**
   * Writes them, in their order; returns when all are stored.
   *
   * @param records by key
   * @param what one of them is, for people
   * @throws CommandFailure naming the first that is not stored, or may not be
   */
  public <T extends SpecificRecord> void write(
      TopicSpec topic, Class<T> type, Map<String, T> records, String what) {
    write(encoded(topic, type, records), what);
  }

  /**
   * Writes records as they are; returns when all are stored.
   *
   * @param records by what they are called
   * @param what one of them is, for people
   * @throws CommandFailure naming the first that is not stored, or may not be
   */
  public void write(Map<String, ProducerRecord<byte[], byte[]>> records, String what) {
    try (var leaving = open(Map.of())) {
      give(leaving.producer(), records).forEach(given -> await(given, what + " " + given.key()));
    } catch (InterruptException stopped) {
      throw unknown(what + " " + String.join(", ", records.keySet()), stopped);
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
   * @throws CommandFailure if nothing is stored, or what the check throws; if only the last step
   *     failed, one whose {@link CommandFailure#isOutcomeUnknown outcome is unknown}
   */
  public <T extends SpecificRecord> void write(
      TopicSpec topic, Class<T> type, Map<String, T> records, String what, AppendCheck<T> check) {
    var encoded = encoded(topic, type, records);
    var id = "parallax-cli-" + UUID.randomUUID();
    try (var leaving = open(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id))) {
      var producer = leaving.producer();
      append(producer, encoded, what, (key, at) -> check.check(records.get(key), at));
      commit(producer, what + " " + String.join(", ", records.keySet()));
    }
  }

  private <T extends SpecificRecord> Map<String, ProducerRecord<byte[], byte[]>> encoded(
      TopicSpec topic, Class<T> type, Map<String, T> records) {
    var encoder = codecs.encoder(topic.name(), type);
    var encoded = new LinkedHashMap<String, ProducerRecord<byte[], byte[]>>();
    records.forEach(
        (key, value) ->
            encoded.put(
                key,
                new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), encoder.encode(value))));
    return encoded;
  }

  /** In a transaction, of which readers of committed records see nothing before its commit. */
  private void append(
      Producer<byte[], byte[]> producer,
      Map<String, ProducerRecord<byte[], byte[]>> records,
      String what,
      AppendCheck<String> check) {
    try {
      producer.initTransactions();
      producer.beginTransaction();
      for (var given : give(producer, records)) {
        check.check(given.key(), appendedAt(given, what + " " + given.key()));
      }
    } catch (CommandFailure refused) {
      abort(producer, refused);
      throw refused;
    } catch (KafkaException failed) {
      throw nothingStored("", failed);
    }
  }

  /** What is not committed is not stored, even if nobody could be told. */
  private static void abort(Producer<byte[], byte[]> producer, CommandFailure refused) {
    try {
      producer.abortTransaction();
    } catch (KafkaException failed) {
      refused.addSuppressed(failed);
    }
  }

  private void commit(Producer<byte[], byte[]> producer, String names) {
    try {
      producer.commitTransaction();
    } catch (KafkaException unanswered) {
      throw unknown(names, unanswered);
    }
  }

  private static List<Given> give(
      Producer<byte[], byte[]> producer, Map<String, ProducerRecord<byte[], byte[]>> records) {
    var all = new ArrayList<Given>();
    records.forEach(
        (key, record) -> {
          var stored = producer.send(record);
          all.add(new Given(key, stored, stored.isDone()));
        });
    producer.flush();
    return all;
  }

  private Leaving open(Map<String, Object> further) {
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
      return new Leaving(clients.apply(properties));
    } catch (KafkaException unusable) {
      throw CommandFailure.usage(
          "no Kafka client can be made for "
              + connection.bootstrapServers()
              + ": "
              + ClientFaults.said(unusable),
          unusable);
    }
  }

  private long appendedAt(Given given, String name) {
    try {
      return given.stored().get().timestamp();
    } catch (ExecutionException refused) {
      throw nothingStored(name + ": ", refused.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw nothingStored(name + ": ", stopped);
    }
  }

  private void await(Given given, String name) {
    try {
      given.stored().get();
    } catch (ExecutionException refused) {
      var cause = refused.getCause();
      if (cause instanceof RetriableException && !given.refused()) {
        throw unknown(name, cause);
      }
      throw CommandFailure.failed(
          name + " was not stored, and those after it may not be either: " + why(cause), cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unknown(name, stopped);
    }
  }

  private CommandFailure nothingStored(String name, Throwable cause) {
    return CommandFailure.failed("nothing was stored: " + name + why(cause), cause);
  }

  private CommandFailure unknown(String names, Throwable cause) {
    return CommandFailure.unknown(
        "INDETERMINATE: it is not known whether %s was stored (%s); %s"
            .formatted(names, why(cause), tells),
        cause);
  }

  private String why(Throwable cause) {
    if (cause instanceof InterruptedException || cause instanceof InterruptException) {
      return "interrupted";
    }
    return cause instanceof TimeoutException
        ? connection.adviceIfUnreachable()
        : String.valueOf(cause.getMessage());
  }
}
