package dev.parallax.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What one login tries at a broker: reading and writing topics. For one thread. */
final class Attempts implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param login properties of its clients
   */
  Attempts(Map<String, Object> login) {
    var reading = new HashMap<>(login);
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var writing = new HashMap<>(login);
    writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT.toMillis());
    producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Whether it may write into the topic; if so, a record is there now.
   *
   * @throws AssertionError if that is not known
   */
  boolean write(String topic) {
    try {
      producer.send(new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), new byte[1])).get();
      return true;
    } catch (ExecutionException e) {
      if (isRefusal(e)) {
        return false;
      }
      throw new AssertionError("writing to " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** One without any right to write is refused already when it asks for a producer's id. */
  private static boolean isRefusal(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it may read the topic, in which there must be a record.
   *
   * @throws AssertionError if that is not known
   */
  boolean read(String topic) {
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        if (!consumer.poll(Duration.ofMillis(100)).records(partition).isEmpty()) {
          return true;
        }
      } catch (TopicAuthorizationException refused) {
        // It may be the late answer to what was asked before.
        if (refused.unauthorizedTopics().contains(topic)) {
          return false;
        }
      }
    }
    throw new AssertionError("neither read nor refused: " + topic);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
