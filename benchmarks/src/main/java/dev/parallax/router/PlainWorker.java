package dev.parallax.router;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads, processes and writes; commits what was written together with the offsets of what was read.
 * A fault ends it, and the broker aborts what it left.
 */
final class PlainWorker implements Runnable, ConsumerRebalanceListener {
  private static final Duration POLL = Duration.ofMillis(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final PlainStep step;
  private final String requests;
  private final long commitNanos;
  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
  private long begunAt;

  /**
   * @param number of its thread
   * @param requests topic that it reads
   */
  PlainWorker(PlainClients clients, int number, String requests, PlainStep step) {
    this.consumer = clients.consumer();
    this.producer = clients.producer(number);
    this.commitNanos = TimeUnit.MILLISECONDS.toNanos(clients.commitMs());
    this.requests = requests;
    this.step = step;
  }

  @Override
  public void run() {
    producer.initTransactions();
    consumer.subscribe(List.of(requests), this);
    while (true) {
      for (var record : consumer.poll(POLL)) {
        process(record);
        commitIfDue();
      }
      commitIfDue();
    }
  }

  private void process(ConsumerRecord<byte[], byte[]> record) {
    if (read.isEmpty()) {
      producer.beginTransaction();
      begunAt = System.nanoTime();
    }
    for (var written : step.process(record)) {
      var unused = producer.send(written);
    }
    read.put(
        new TopicPartition(record.topic(), record.partition()),
        new OffsetAndMetadata(record.offset() + 1));
  }

  private void commitIfDue() {
    if (System.nanoTime() - begunAt >= commitNanos) {
      commit();
    }
  }

  private void commit() {
    if (!read.isEmpty()) {
      producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
      producer.commitTransaction();
      read.clear();
    }
  }

  /** What was read of them is done; who reads them next goes on from there. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
}
