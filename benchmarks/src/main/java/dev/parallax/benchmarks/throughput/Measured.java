package dev.parallax.benchmarks.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What one turn came to.
 *
 * @param perSecond tasks that could be read as committed, per second, between half of the requests,
 *     when the app has warmed up, and all of them
 * @param sizes of what was written
 */
record Measured(double perSecond, Sizes sizes) {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int WARM = 2;

  /** Counts one topic's records. */
  private static final class Count {
    private long records;
    private long bytes;

    void add(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() != null) {
        records++;
        bytes += record.value().length;
      }
    }

    int mean() {
      return (int) (bytes / Math.max(1, records));
    }
  }

  /**
   * Follows an app until it has written a task for every request.
   *
   * @throws IllegalStateException if that takes too long
   */
  static Measured of(Arena arena, String app, int requests) {
    var tasks = arena.topics().executions(Arena.REGION).name();
    var decisions = arena.topics().decisions().name();
    var prefix = arena.topics().requests().name().replace(".requests", "");
    var changelog = prefix + "-" + app + "-executions-changelog";
    try (var consumer = consumer(arena)) {
      var counts = new HashMap<String, Count>();
      follow(consumer, counts, tasks);
      long end = System.nanoTime() + LIMIT.toNanos();
      long warmAt = 0;
      long warm = 0;
      while (counts.get(tasks).records < requests) {
        read(consumer, counts);
        if (warmAt == 0 && counts.get(tasks).records >= requests / WARM) {
          warmAt = System.nanoTime();
          warm = counts.get(tasks).records;
        }
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException(
              app + " wrote " + counts.get(tasks).records + " tasks of " + requests + " only");
        }
      }
      double perSecond = (requests - warm) * 1e9 / (System.nanoTime() - warmAt);
      int task = counts.get(tasks).mean();
      follow(consumer, counts, decisions, changelog);
      while (counts.get(decisions).records < requests || counts.get(changelog).records < requests) {
        read(consumer, counts);
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException(app + " wrote too few decisions or rows");
        }
      }
      return new Measured(
          perSecond, new Sizes(task, counts.get(decisions).mean(), counts.get(changelog).mean()));
    }
  }

  private static void follow(
      KafkaConsumer<byte[], byte[]> consumer, Map<String, Count> counts, String... topics) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
      counts.put(topic, new Count());
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static void read(KafkaConsumer<byte[], byte[]> consumer, Map<String, Count> counts) {
    for (var record : consumer.poll(POLL)) {
      counts.get(record.topic()).add(record);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Arena arena) {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arena.broker().bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        bytes,
        bytes);
  }
}
