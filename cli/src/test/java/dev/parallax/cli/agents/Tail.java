package dev.parallax.cli.agents;

import dev.parallax.schemas.AvroDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a topic holds, as it comes. */
final class Tail<T extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDecoder<T> decoder;
  private final List<T> read = new ArrayList<>();

  Tail(String bootstrapServers, String topic, AvroDecoder<T> decoder) {
    this.decoder = decoder;
    this.consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has come until now. */
  List<T> read() {
    consumer.poll(Duration.ofMillis(100)).forEach(r -> read.add(decoder.decode(r.value())));
    return List.copyOf(read);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
