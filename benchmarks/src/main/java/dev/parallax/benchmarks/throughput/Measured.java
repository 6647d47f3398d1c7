package dev.parallax.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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
 * What one turn came to, after two thirds of the requests, when the app has warmed up.
 *
 * @param perSecond tasks that could be read as committed, per second
 * @param appMicros processor time of the app per request, in microseconds, without its compiler's
 * @param compilerMicros that of its just-in-time compiler, which falls to nothing in time
 * @param brokerMicros the same of this process: the broker and the reader of what it has
 * @param sizes of what was written
 */
record Measured(
    double perSecond, double appMicros, double compilerMicros, double brokerMicros, Sizes sizes) {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** Processor time of the app and of this process, and when it was read. */
  private record Clocks(long at, long app, long compiler, long own) {
    static Clocks read(ProcessHandle process) {
      var own = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Clocks(
          System.nanoTime(),
          process.info().totalCpuDuration().orElseThrow().toNanos(),
          CompilerTime.ofProcess(process.pid()),
          own.getProcessCpuTime());
    }
  }

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
  static Measured of(Arena arena, String app, ProcessHandle process, int requests) {
    var tasks = arena.topics().executions(Arena.REGION).name();
    var decisions = arena.topics().decisions().name();
    var prefix = arena.topics().requests().name().replace(".requests", "");
    var changelog = prefix + "-" + app + "-executions-changelog";
    try (var consumer = consumer(arena)) {
      var counts = new HashMap<String, Count>();
      follow(consumer, counts, tasks);
      long end = System.nanoTime() + LIMIT.toNanos();
      Clocks warmAt = null;
      long warm = 0;
      while (counts.get(tasks).records < requests) {
        read(consumer, counts);
        if (warmAt == null && counts.get(tasks).records >= requests * 2L / 3) {
          warmAt = Clocks.read(process);
          warm = counts.get(tasks).records;
        }
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException(
              app + " wrote " + counts.get(tasks).records + " tasks of " + requests + " only");
        }
      }
      var doneAt = Clocks.read(process);
      double measured = requests - warm;
      double compiler = doneAt.compiler() - warmAt.compiler();
      int task = counts.get(tasks).mean();
      follow(consumer, counts, decisions, changelog);
      while (counts.get(decisions).records < requests || counts.get(changelog).records < requests) {
        read(consumer, counts);
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException(app + " wrote too few decisions or rows");
        }
      }
      return new Measured(
          measured * 1e9 / (doneAt.at() - warmAt.at()),
          (doneAt.app() - warmAt.app() - compiler) / 1e3 / measured,
          compiler / 1e3 / measured,
          (doneAt.own() - warmAt.own()) / 1e3 / measured,
          new Sizes(task, counts.get(decisions).mean(), counts.get(changelog).mean()));
    }
  }

  private static void follow(
      KafkaConsumer<byte[], byte[]> consumer, Map<String, Count> counts, String... topics) {
    for (var topic : topics) {
      counts.put(topic, new Count());
    }
    assign(consumer, topics);
  }

  /** From their beginning. */
  static void assign(KafkaConsumer<byte[], byte[]> consumer, String... topics) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
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

  /** Reads what is committed. */
  static KafkaConsumer<byte[], byte[]> consumer(Arena arena) {
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
