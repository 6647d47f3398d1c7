package dev.parallax.replicator.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each partition of a source is copied, as Connect keeps it in a topic of the target, in
 * the same transactions as the copies. For one thread.
 */
final class CopiedOffsets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CopiedOffsets.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(200);

  private final Cluster target;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Copied> copied = new HashMap<>();

  /**
   * @param tombstone that makes Connect forget it
   */
  private record Copied(long offset, ProducerRecord<byte[], byte[]> tombstone) {}

  /**
   * @param target cluster in which they are kept
   * @param topic in which they are kept; need not exist yet
   */
  CopiedOffsets(Cluster target, String topic) {
    this.target = target;
    this.topic = topic;
    this.consumer = target.consumer();
  }

  /**
   * Reads what has come since the last time.
   *
   * @throws KafkaException if the target does not answer
   */
  void follow() {
    if (consumer.assignment().isEmpty() && !assign()) {
      return;
    }
    var ends = consumer.endOffsets(consumer.assignment());
    long deadline = System.nanoTime() + Duration.ofMillis(Cluster.TIMEOUT_MS).toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(this::read);
      if (System.nanoTime() - deadline > 0) {
        throw new KafkaException("topic " + topic + " could not be read to its end in time");
      }
    }
  }

  private boolean assign() {
    var partitions =
        Optional.ofNullable(consumer.listTopics().get(topic)).stream()
            .flatMap(List::stream)
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .collect(Collectors.toSet());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return !partitions.isEmpty();
  }

  /** A key is {@code [connector, {"cluster":…, "partition":…, "topic":…}]}. */
  private void read(ConsumerRecord<byte[], byte[]> record) {
    try {
      var of = JSON.readTree(record.key()).path(1);
      var partition = new TopicPartition(of.path("topic").asText(), of.path("partition").asInt());
      var value = record.value() == null ? null : JSON.readTree(record.value());
      if (value == null || value.isNull()) {
        copied.remove(partition);
      } else {
        put(record, partition, value);
      }
    } catch (IOException e) {
      LOG.warn("Topic {}: the record at offset {} is no JSON", topic, record.offset(), e);
    }
  }

  private void put(
      ConsumerRecord<byte[], byte[]> record, TopicPartition partition, JsonNode value) {
    var tombstone =
        new ProducerRecord<byte[], byte[]>(topic, record.partition(), record.key(), null);
    copied.put(partition, new Copied(value.path("offset").asLong(), tombstone));
  }

  /** The offset of the first record that is not copied; 0 if none is. */
  long next(TopicPartition partition) {
    var last = copied.get(partition);
    return last == null ? 0 : last.offset() + 1;
  }

  /**
   * Makes the copying of these topics begin anew. To be called while nothing copies them, after
   * {@link #follow}.
   *
   * @throws KafkaException if the target does not answer
   */
  void forget(Set<String> topics) {
    try (var producer = target.producer()) {
      for (var entry : Map.copyOf(copied).entrySet()) {
        if (topics.contains(entry.getKey().topic())) {
          producer.send(entry.getValue().tombstone()).get();
        }
      }
    } catch (ExecutionException e) {
      throw new KafkaException("topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    follow();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
