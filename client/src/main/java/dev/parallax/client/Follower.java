package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics from their ends, read committed and without a group, in a thread of its own.
 * Records without key, and deletions, are left out: they tell of no execution.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(ParallaxClient.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long END_MS = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final BiConsumer<String, ConsumerRecord<byte[], byte[]>> reader;
  private final Attempts attempts;
  private final Thread thread;

  private Follower(
      Consumer<byte[], byte[]> consumer,
      BiConsumer<String, ConsumerRecord<byte[], byte[]>> reader,
      Attempts attempts,
      String name) {
    this.consumer = consumer;
    this.reader = reader;
    this.attempts = attempts;
    this.thread = Threads.daemon(name).newThread(this::run);
  }

  /**
   * Takes the position at the ends of the topics and begins to read.
   *
   * @param reader told key and record; it must not throw
   * @param attempts reading goes on until they end
   * @throws ParallaxException if the broker does not answer or a topic does not exist
   */
  static Follower start(
      Cluster cluster,
      List<String> topics,
      BiConsumer<String, ConsumerRecord<byte[], byte[]>> reader,
      Attempts attempts,
      String name) {
    var consumer = cluster.consumer("parallax-client");
    try {
      var partitions = new ArrayList<TopicPartition>();
      for (var topic : topics) {
        int count = Positions.partitions(consumer, cluster, topic);
        partitions.addAll(Positions.all(topic, count));
      }
      Positions.takeEnds(consumer, cluster, partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
    var follower = new Follower(consumer, reader, attempts, name);
    follower.thread.start();
    return follower;
  }

  private void run() {
    try {
      while (!attempts.isEnded()) {
        poll();
      }
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }

  private void poll() {
    try {
      consumer.poll(POLL).forEach(this::read);
    } catch (WakeupException e) {
      LOG.trace("woken up to close", e);
    } catch (RuntimeException e) {
      attempts.failed(e);
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null && record.value() != null) {
      reader.accept(new String(record.key(), UTF_8), record);
    }
  }

  /** Ends the reading; {@code attempts} must have been ended. */
  void close() {
    consumer.wakeup();
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
