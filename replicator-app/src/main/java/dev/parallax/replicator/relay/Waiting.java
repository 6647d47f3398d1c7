package dev.parallax.replicator.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What was read and may not be written yet, in order by partition. A partition of which anything
 * waits is not read on, so this holds no more than one poll of each: the rest waits in the log.
 */
final class Waiting {
  private final Map<TopicPartition, Deque<Outgoing>> byPartition = new HashMap<>();

  void add(Outgoing outgoing) {
    byPartition.computeIfAbsent(outgoing.source(), unused -> new ArrayDeque<>()).add(outgoing);
  }

  /** Partitions of which something waits. */
  Set<TopicPartition> partitions() {
    return Set.copyOf(byPartition.keySet());
  }

  /** What may be written at this time: never a record before one that was read before it. */
  List<Outgoing> due(long now) {
    var due = new ArrayList<Outgoing>();
    for (var waiting : byPartition.values()) {
      for (var outgoing : waiting) {
        if (outgoing.dueAt() > now) {
          break;
        }
        due.add(outgoing);
      }
    }
    return due;
  }

  /** These, which {@link #due} gave, are written. */
  void remove(List<Outgoing> written) {
    written.forEach(outgoing -> byPartition.get(outgoing.source()).removeFirst());
    byPartition.values().removeIf(Deque::isEmpty);
  }

  /** These partitions are read by somebody else. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(byPartition::remove);
  }

  int size() {
    return byPartition.values().stream().mapToInt(Deque::size).sum();
  }

  /** When the next may be written, ms since the epoch. */
  OptionalLong nextDue() {
    return byPartition.values().stream().mapToLong(all -> all.getFirst().dueAt()).min();
  }

  /** When the oldest that waits happened, ms since the epoch. */
  OptionalLong oldest() {
    return byPartition.values().stream().mapToLong(all -> all.getFirst().happenedAt()).min();
  }
}
