package dev.parallax.health.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Kafka;
import dev.parallax.events.HealthProbe;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes probes, at least once: what is written twice is counted once (H2). Outside of the
 * topology's transactions, because a probe is evidence from outside and owes nothing to what was
 * read. For one thread.
 */
final class ProbeWriter implements Consumer<HealthProbe>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeWriter.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final String topic;
  private final AvroEncoder<HealthProbe> encoder;
  private final Producer<byte[], byte[]> producer;

  ProbeWriter(String topic, AvroEncoder<HealthProbe> encoder, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.encoder = encoder;
    this.producer = producer;
  }

  /** A writer of the app's probes topic, whose producer's metrics are the app's. */
  static ProbeWriter open(AppContext context) {
    var topic = context.topics().probes().name();
    var encoder = context.codecs().encoder(topic, HealthProbe.class);
    encoder.prepare();
    var properties = properties(context.config().kafka());
    properties.put(
        ProducerConfig.CLIENT_ID_CONFIG,
        context.instance().applicationId() + "-" + context.instance().instanceId() + "-prober");
    var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    context.meters().bind(producer);
    return new ProbeWriter(topic, encoder, producer);
  }

  /** Of {@code kafka.properties} those which a producer knows, security among them; then ours. */
  static Properties properties(Kafka kafka) {
    var properties = new Properties();
    // The prober's thread waits no longer than this for a broker, and a late probe is worth little.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000");
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000");
    properties.putAll(StreamsProperties.producer(kafka.bootstrapServers(), kafka.properties()));
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    // A transaction of the operator's choosing would never be begun.
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return properties;
  }

  @Override
  public void accept(HealthProbe probe) {
    var key = probe.getObserver() + ">" + probe.getTarget();
    // The callback hears of a fault, so the future says nothing more.
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(UTF_8), encoder.encode(probe)),
            (metadata, fault) -> {
              if (fault != null) {
                LOG.warn("Probe {} was not written: {}", key, fault.toString());
              }
            });
  }

  /** Waits for what is being written, 2 s at most. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
