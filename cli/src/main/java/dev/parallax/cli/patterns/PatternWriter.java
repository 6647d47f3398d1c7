package dev.parallax.cli.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records of the patterns topic. */
final class PatternWriter {
  private static final int PATIENCE_MS = 10_000;

  private final Connection connection;
  private final AvroCodecs codecs;

  /**
   * @param codecs that register schemas
   */
  PatternWriter(Connection connection, AvroCodecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /**
   * Writes them; returns when all are stored.
   *
   * @throws CommandFailure naming those that may not be stored
   */
  void write(List<PatternDefinition> definitions) {
    var topic = connection.catalogue().patterns().name();
    var encoder = codecs.encoder(topic, PatternDefinition.class);
    try (var producer = open()) {
      var sent = new ArrayList<Future<?>>();
      for (var definition : definitions) {
        var key = definition.getName().getBytes(UTF_8);
        sent.add(producer.send(new ProducerRecord<>(topic, key, encoder.encode(definition))));
      }
      for (int i = 0; i < sent.size(); i++) {
        await(sent.get(i), definitions.get(i).getName());
      }
    }
  }

  private KafkaProducer<byte[], byte[]> open() {
    var properties = connection.clientProperties();
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

  private void await(Future<?> stored, String name) {
    try {
      stored.get();
    } catch (ExecutionException refused) {
      var cause = refused.getCause();
      throw CommandFailure.failed(
          "pattern "
              + name
              + " was not stored, and those after it may not be either: "
              + (cause instanceof TimeoutException
                  ? connection.adviceIfUnreachable()
                  : cause.getMessage()),
          cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while pattern " + name + " was stored", stopped);
    }
  }
}
