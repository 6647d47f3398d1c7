package dev.parallax.benchmarks.peers;

import static org.awaitility.Awaitility.await;

import dev.parallax.benchmarks.throughput.Arena;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Committed records of some topics, decoded as the project does it.
 *
 * @param <T> their class
 */
final class Records<T extends SpecificRecord> implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Duration POLL = Duration.ofMillis(100);

  private final SchemaRegistryClient registry;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDecoder<T> decoder;
  private final List<T> read = new ArrayList<>();

  private Records(
      SchemaRegistryClient registry, KafkaConsumer<byte[], byte[]> consumer, Class<T> type) {
    this.registry = registry;
    this.consumer = consumer;
    this.decoder = new AvroCodecs(registry).decoder(type);
  }

  static <T extends SpecificRecord> Records<T> of(
      Arena arena, List<TopicSpec> topics, Class<T> type) {
    var bytes = new ByteArrayDeserializer();
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                arena.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            bytes,
            bytes);
    var partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new Records<>(
        SchemaRegistryClient.builder(List.of(arena.registry())).build(), consumer, type);
  }

  static List<TopicSpec> ofTasks(Arena arena) {
    return arena.shape().regionIds().stream().map(arena.topics()::executions).toList();
  }

  /** All since this was made, in the order of their partitions. */
  List<T> read() {
    return Collections.unmodifiableList(read);
  }

  /** Reads on until there are at least so many in all. */
  List<T> readAtLeast(int count) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              poll();
              return read.size() >= count;
            });
    return read();
  }

  /** Reads what is there. */
  List<T> readToEnd() {
    var ends = consumer.endOffsets(consumer.assignment());
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              poll();
              return ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
    return read();
  }

  private void poll() {
    consumer.poll(POLL).forEach(record -> read.add(decoder.decode(record.value())));
  }

  @Override
  public void close() {
    consumer.close();
    registry.close();
  }
}
