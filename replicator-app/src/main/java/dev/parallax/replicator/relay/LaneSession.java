package dev.parallax.replicator.relay;

import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads outcomes and writes those that are due, with the places where reading goes on, in one
 * transaction: whatever ends it, each is written once. Whatever it throws, it is of no use
 * afterwards, and another goes on where it ended.
 *
 * <p>A record is due by this machine's clock, but it is the broker's time that a delayed record
 * gets. If that shows that one was too early, the transaction is aborted, and it is written later.
 */
final class LaneSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);
  private static final long POLL_MS = 250;
  private static final long MEASURE_MS = 2_000;
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Lane lane;
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Conversion conversion;
  private final Standing standing;
  private final Counter relayed;
  private final Clock clock;
  private final Waiting waiting = new Waiting();
  private long aheadMs;
  private long measureAt;

  LaneSession(
      Lane lane,
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Conversion conversion,
      Standing standing,
      Counter relayed,
      Clock clock) {
    this.lane = lane;
    this.consumer = consumer;
    this.producer = producer;
    this.conversion = conversion;
    this.standing = standing;
    this.relayed = relayed;
    this.clock = clock;
  }

  /** Before the first {@link #turn}. */
  void begin() {
    producer.initTransactions();
    consumer.subscribe(List.of(lane.source().name()), new Forget());
  }

  /**
   * Reads what there is, waiting a moment if there is nothing, and writes what is due.
   *
   * @return whether anything was written
   */
  boolean turn() {
    for (var record : consumer.poll(Duration.ofMillis(patience()))) {
      waiting.add(conversion.of(record));
    }
    var due = waiting.due(now());
    boolean written = !due.isEmpty() && write(due);
    hold();
    if (clock.millis() >= measureAt) {
      measureAt = clock.millis() + MEASURE_MS;
      measure();
    }
    return written;
  }

  private long patience() {
    var next = waiting.nextDue();
    return next.isEmpty() ? POLL_MS : Math.max(1, Math.min(POLL_MS, next.getAsLong() - now()));
  }

  /** Partitions of which something waits are not read on; polling goes on, for the group. */
  private void hold() {
    var held = waiting.partitions();
    consumer.pause(held);
    var read = new ArrayList<>(consumer.assignment());
    read.removeAll(held);
    consumer.resume(read);
  }

  private boolean write(List<Outgoing> due) {
    producer.beginTransaction();
    var sent = due.stream().map(outgoing -> producer.send(outgoing.record())).toList();
    producer.flush();
    long early = early(due, sent);
    if (early > 0) {
      producer.abortTransaction();
      aheadMs += early;
      LOG.warn(
          "The clock of this machine is {} ms or more ahead of the broker's: {} waits for as long",
          aheadMs,
          lane.target().name());
      return false;
    }
    producer.sendOffsetsToTransaction(offsets(due), consumer.groupMetadata());
    producer.commitTransaction();
    waiting.remove(due);
    due.stream().filter(outgoing -> !outgoing.isDeadLetter()).forEach(one -> relayed.increment());
    return true;
  }

  /** By how much the earliest record precedes what is due, ms; at most 0 if none does. */
  private static long early(List<Outgoing> due, List<Future<RecordMetadata>> sent) {
    long early = 0;
    for (int i = 0; i < due.size(); i++) {
      var written = written(sent.get(i));
      if (written.hasTimestamp()) {
        early = Math.max(early, due.get(i).dueAt() - written.timestamp());
      }
    }
    return early;
  }

  private static RecordMetadata written(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException fault ? fault : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(List<Outgoing> due) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    due.forEach(outgoing -> offsets.put(outgoing.source(), outgoing.next()));
    return offsets;
  }

  private void measure() {
    var assigned = consumer.assignment();
    long unread = 0;
    for (var end : consumer.endOffsets(assigned, ASK).entrySet()) {
      unread += Math.max(0, end.getValue() - consumer.position(end.getKey(), ASK));
    }
    long now = now();
    standing.measured(
        unread + waiting.size(),
        now - waiting.oldest().orElse(now),
        now - waiting.nextDue().orElse(now));
  }

  private long now() {
    return clock.millis() - aheadMs;
  }

  /** Ends a poll that waits; may be called by any thread. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    try {
      producer.close(CLOSE);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }

  /** What was read of partitions that are others' now is theirs to write. */
  private final class Forget implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      waiting.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.info("{}: this process reads {} partitions", lane.target().name(), partitions.size());
    }
  }
}
