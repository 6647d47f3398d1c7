package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.patterns.SamplePatterns;
import dev.parallax.events.PatternDefinition;
import dev.parallax.sandbox.SandboxException;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts the sample patterns into a new cluster. */
final class PatternPublisher {
  /** A registry that has just started may need long for its first schema. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private PatternPublisher() {}

  /** Returns when they are stored. */
  static void publish(
      String bootstrapServers, URI registryUrl, TopicCatalogue topics, String region) {
    var properties =
        Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    var topic = topics.patterns().name();
    var bytes = new ByteArraySerializer();
    try (var registry =
            SchemaRegistryClient.builder(List.of(registryUrl))
                .requestTimeout(PATIENCE)
                .timeBudget(PATIENCE)
                .build();
        var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      var encoder = new AvroCodecs(registry).encoder(topic, PatternDefinition.class);
      var sent = new ArrayList<Future<?>>();
      for (var pattern : SamplePatterns.all()) {
        var definition =
            pattern.applied(region, Clock.systemUTC().millis(), Optional.of("parallax up"));
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic, pattern.name().getBytes(UTF_8), encoder.encode(definition))));
      }
      sent.forEach(PatternPublisher::await);
    }
  }

  private static void await(Future<?> stored) {
    try {
      stored.get();
    } catch (ExecutionException refused) {
      throw new SandboxException(
          "a sample pattern was not stored: " + refused.getCause().getMessage(), refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while sample patterns were stored", stopped);
    }
  }
}
