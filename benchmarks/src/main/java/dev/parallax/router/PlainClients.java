package dev.parallax.router;

import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.streams.StreamsProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Consumers and producers with the settings that the router's have.
 *
 * @param application its id: the consumers' group, and the beginning of transactional ids
 * @param settings of the router's topology
 */
record PlainClients(String application, Properties settings) {

  static PlainClients of(AppContext context) {
    var kafka = context.config().kafka();
    return new PlainClients(
        context.instance().applicationId(),
        StreamsProperties.of(
            context.instance(),
            kafka.bootstrapServers(),
            RouterService.PROPERTIES,
            kafka.properties()));
  }

  int threads() {
    return Integer.parseInt(settings.get(StreamsConfig.NUM_STREAM_THREADS_CONFIG).toString());
  }

  /** How often is committed, ms. */
  long commitMs() {
    return Long.parseLong(settings.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG).toString());
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    var own = known(ConsumerConfig.configNames(), "consumer.", "main.consumer.");
    own.put(ConsumerConfig.GROUP_ID_CONFIG, application);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Its threads would be one member twice.
    own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(own, bytes, bytes);
  }

  KafkaProducer<byte[], byte[]> producer(int thread) {
    var own = known(ProducerConfig.configNames(), "producer.");
    own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-" + thread);
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(own, bytes, bytes);
  }

  private Map<String, Object> known(Set<String> names, String... prefixes) {
    var known = new HashMap<String, Object>();
    for (var name : names) {
      put(known, name, settings.get(name));
      for (var prefix : prefixes) {
        put(known, name, settings.get(prefix + name));
      }
    }
    return known;
  }

  private static void put(Map<String, Object> known, String name, Object value) {
    if (value != null) {
      known.put(name, value);
    }
  }
}
