package dev.parallax.benchmarks.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in some topics, from their beginning. For one thread. */
final class Committed implements AutoCloseable {
  private final Duration poll;
  private final KafkaConsumer<byte[], byte[]> consumer;

  private Committed(Duration poll, KafkaConsumer<byte[], byte[]> consumer) {
    this.poll = poll;
    this.consumer = consumer;
  }

  static Committed of(Arena arena, List<String> topics) {
    return of(arena, topics, Duration.ofMillis(20));
  }

  /**
   * @param poll how long a poll waits at most
   */
  static Committed of(Arena arena, List<String> topics, Duration poll) {
    var bytes = new ByteArrayDeserializer();
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arena.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    var consumer = new KafkaConsumer<>(properties, bytes, bytes);
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new Committed(poll, consumer);
  }

  /** Reads on until at least so many more records with a value were seen; how many they were. */
  long read(long wanted, Limit limit) {
    return read(wanted, limit, unused -> {});
  }

  /** The same, showing each of them. */
  long read(long wanted, Limit limit, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    long seen = 0;
    while (seen < wanted) {
      for (var record : consumer.poll(poll)) {
        if (record.value() != null) {
          seen++;
          each.accept(record);
        }
      }
      limit.check(seen, wanted);
    }
    return seen;
  }

  /** Shows what has come, waiting for it no longer than a poll. */
  void readSome(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.poll(poll).forEach(each);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
