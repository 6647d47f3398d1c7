package dev.parallax.benchmarks.replication;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What came through one copy of a topic.
 *
 * @param perSecond records of the backlog, from the first that was seen to the last
 * @param p50Ms median time from sending a record to reading its copy, at a steady rate
 * @param p99Ms 99th percentile of the same
 */
record Copied(double perSecond, double p50Ms, double p99Ms) {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int STEADY = 2_000;
  private static final long STEADY_PERIOD_NANOS = 5_000_000;

  /**
   * Reads the copy of a backlog, and then of records that are sent every 5 ms.
   *
   * @param source brokers of the topic
   * @param target brokers of its copy
   * @param backlog records that wait in the topic
   */
  static Copied measure(
      String source, String target, String topic, String copy, int partitions, int backlog) {
    try (var consumer = consumer(target)) {
      consumer.assign(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(copy, p)).toList());
      consumer.seekToBeginning(consumer.assignment());
      double perSecond = readBacklog(consumer, backlog);
      var delays = readSteady(consumer, source, topic);
      Arrays.sort(delays);
      return new Copied(perSecond, at(delays, 0.5), at(delays, 0.99));
    }
  }

  private static double readBacklog(KafkaConsumer<byte[], byte[]> consumer, int backlog) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    long first = 0;
    int seen = 0;
    while (seen < backlog) {
      int more = consumer.poll(POLL).count();
      if (seen == 0 && more > 0) {
        first = System.nanoTime();
      }
      seen += more;
      require(System.nanoTime() < limit, seen + " of " + backlog + " records were copied");
    }
    return backlog / ((System.nanoTime() - first) / 1e9);
  }

  /** Every record holds when it was sent; both ends are this process. */
  private static double[] readSteady(
      KafkaConsumer<byte[], byte[]> consumer, String source, String topic) {
    var sender = new Thread(() -> sendSteadily(source, topic), "steady-sender");
    sender.start();
    var delays = new double[STEADY];
    long limit = System.nanoTime() + PATIENCE.toNanos();
    for (int seen = 0; seen < STEADY; ) {
      var records = consumer.poll(Duration.ofMillis(5));
      long now = System.nanoTime();
      for (var record : records) {
        delays[seen++] = (now - ByteBuffer.wrap(record.value()).getLong()) / 1e6;
      }
      require(now < limit, seen + " of " + STEADY + " steady records were copied");
    }
    return delays;
  }

  private static void sendSteadily(String source, String topic) {
    var bytes = new ByteArraySerializer();
    Map<String, Object> properties =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, source, ProducerConfig.LINGER_MS_CONFIG, 0);
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      long due = System.nanoTime();
      for (int i = 0; i < STEADY; i++) {
        for (due += STEADY_PERIOD_NANOS; System.nanoTime() < due; ) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        var value = ByteBuffer.allocate(1_000).putLong(System.nanoTime()).array();
        var unused = producer.send(new ProducerRecord<>(topic, value));
      }
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("only " + otherwise + " within " + PATIENCE);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String target) {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            target,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
            List.of()),
        bytes,
        bytes);
  }
}
