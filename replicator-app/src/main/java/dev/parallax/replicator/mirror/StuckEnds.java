package dev.parallax.replicator.mirror;

import dev.parallax.runtime.topics.AdminCalls;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells partitions in which records wait for a transaction that nobody ends. By committed records
 * alone such a flow looks up to date, as there is nothing that it could copy. For one thread.
 */
final class StuckEnds {

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, Waiting> waiting = new HashMap<>();

  /**
   * @param patience how long a transaction may take; more than what the producers of these topics
   *     need
   * @param nanoTime as {@link System#nanoTime}
   */
  StuckEnds(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /**
   * Looks.
   *
   * @param committed ends of committed records, which tell the partitions that count
   * @return what to do about the partition that waits longest, if that is longer than patience
   * @throws KafkaException if the source does not answer
   */
  Optional<String> look(Admin source, Map<TopicPartition, Long> committed) {
    var written =
        AdminCalls.answer(
            source
                .listOffsets(
                    committed.keySet().stream()
                        .collect(
                            Collectors.toMap(partition -> partition, p -> OffsetSpec.latest())))
                .all());
    waiting.keySet().retainAll(committed.keySet());
    committed.forEach((partition, end) -> note(partition, end, written.get(partition).offset()));
    long now = nanoTime.getAsLong();
    return waiting.entrySet().stream()
        .max(Comparator.comparingLong(entry -> now - entry.getValue().since()))
        .filter(longest -> now - longest.getValue().since() > patience.toNanos())
        .map(longest -> told(longest.getKey(), longest.getValue(), now));
  }

  private void note(TopicPartition partition, long committed, long written) {
    if (written <= committed) {
      waiting.remove(partition);
      return;
    }
    var before = waiting.get(partition);
    boolean same = before != null && before.committed() == committed;
    waiting.put(
        partition, new Waiting(committed, written, same ? before.since() : nanoTime.getAsLong()));
  }

  private static String told(TopicPartition partition, Waiting waits, long now) {
    return ("%d records of %s wait since %d s for a transaction that was not ended: find its producer"
            + " with 'kafka-transactions.sh find-hanging', and end it with its 'abort'")
        .formatted(
            waits.written() - waits.committed(),
            partition,
            Duration.ofNanos(now - waits.since()).toSeconds());
  }

  /**
   * Records between two ends.
   *
   * @param since when the committed end was first seen where it is, with records after it
   */
  private record Waiting(long committed, long written, long since) {}
}
