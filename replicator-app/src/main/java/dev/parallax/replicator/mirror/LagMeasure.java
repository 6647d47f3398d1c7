package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.replication.Carried;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the source's committed ends with what is copied. Where they differ, records are read
 * from there: the first that has to be copied tells the age. If there is none up to the end,
 * nothing is missing: Connect remembers how far it is by what it copied, not by marks of
 * transactions and records that stay in their region. For one thread.
 */
final class LagMeasure implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> source;
  private final Carried carried;
  private final Map<TopicPartition, Long> nothingBefore = new HashMap<>();

  LagMeasure(Cluster source, Carried carried) {
    this.source = source.consumer();
    this.carried = carried;
  }

  /** The committed ends of these partitions. */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    // Of one that is not assigned, Kafka's consumer would warn each time.
    if (!source.assignment().equals(partitions)) {
      source.assign(partitions);
    }
    return source.endOffsets(partitions);
  }

  /**
   * Measures.
   *
   * @param nowMs by the clock that stamps records
   * @throws KafkaException if the source does not answer
   */
  Lag measure(Set<TopicPartition> partitions, CopiedOffsets copied, long nowMs) {
    var ends = ends(partitions);
    var begins = source.beginningOffsets(partitions);
    var open = new HashMap<TopicPartition, Long>();
    partitions.forEach(
        partition -> {
          long next = Math.max(copied.next(partition), begins.get(partition));
          long seen = nothingBefore.getOrDefault(partition, 0L);
          long from = seen <= ends.get(partition) ? Math.max(next, seen) : next;
          if (from < ends.get(partition)) {
            open.put(partition, from);
          }
        });
    return open.isEmpty() ? new Lag(0, 0) : measure(open, ends, nowMs);
  }

  private Lag measure(Map<TopicPartition, Long> open, Map<TopicPartition, Long> ends, long nowMs) {
    source.pause(source.assignment());
    source.resume(open.keySet());
    open.forEach(source::seek);
    var read = source.poll(POLL);
    long records = 0;
    double seconds = 0;
    for (var partition : open.keySet()) {
      var first = first(read.records(partition));
      long from = first.map(ConsumerRecord::offset).orElseGet(() -> source.position(partition));
      nothingBefore.put(partition, from);
      records += Math.max(0, ends.get(partition) - from);
      seconds = Math.max(seconds, first.map(record -> age(record, nowMs)).orElse(0.0));
    }
    return new Lag(records, seconds);
  }

  private Optional<ConsumerRecord<byte[], byte[]>> first(
      List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().filter(record -> !staysHome(record)).findFirst();
  }

  private boolean staysHome(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null
        && carried.staysHome(record.topic(), new String(record.key(), UTF_8));
  }

  private static double age(ConsumerRecord<byte[], byte[]> record, long nowMs) {
    return Math.max(0, nowMs - record.timestamp()) / 1_000.0;
  }

  @Override
  public void close() {
    source.close();
  }
}
