package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what is committed on a topic of a real broker: all records, and the newest by key. */
final class Newest<T extends SpecificRecord> implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final AvroDecoder<T> decoder;
  private final Map<String, T> newest = new HashMap<>();
  private final List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();

  Newest(String bootstrapServers, String topic, AvroDecoder<T> decoder) {
    this.decoder = decoder;
    var properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList());
  }

  /** The newest record of this key up to now. */
  Optional<T> of(String key) {
    read();
    return Optional.ofNullable(newest.get(key));
  }

  /** Every record up to now. */
  List<ConsumerRecord<byte[], byte[]>> all() {
    read();
    return List.copyOf(all);
  }

  private void read() {
    var ends = consumer.endOffsets(consumer.assignment());
    do {
      consumer.poll(Duration.ofMillis(50)).forEach(this::take);
    } while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue()));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    all.add(record);
    if (decoder != null && record.value() != null) {
      newest.put(new String(record.key(), UTF_8), decoder.decode(record.value()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
