package dev.parallax.cli.cluster;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where reading a topic begins. */
@FunctionalInterface
public interface Start {
  /** Takes a consumer there in these partitions of the topic, which are assigned to it. */
  void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions);

  /** At the oldest record. */
  static Start beginning() {
    return Consumer::seekToBeginning;
  }

  /** After the newest record. */
  static Start end() {
    return Consumer::seekToEnd;
  }

  /** At the first record of this time or later, in every partition. */
  static Start since(Instant time) {
    return (consumer, partitions) -> since(consumer, partitions, partition -> time.toEpochMilli());
  }

  /**
   * At the first record of a time or later; nothing that is there now is read of other partitions.
   *
   * @param times by number of the partition, ms since the epoch
   */
  static Start since(Map<Integer, Long> times) {
    return (consumer, partitions) -> {
      var parts =
          partitions.stream()
              .collect(
                  Collectors.partitioningBy(partition -> times.containsKey(partition.partition())));
      consumer.seekToEnd(parts.get(false));
      since(consumer, parts.get(true), partition -> times.get(partition.partition()));
    };
  }

  /**
   * At the newest records.
   *
   * @param count of every partition at most so many; fewer where offsets are without a record, as
   *     after compaction or at the ends of transactions
   */
  static Start newest(long count) {
    return (consumer, partitions) -> {
      var first = consumer.beginningOffsets(partitions);
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) ->
                  consumer.seek(partition, Math.max(first.get(partition), end - count)));
    };
  }

  private static void since(
      Consumer<?, ?> consumer,
      List<TopicPartition> partitions,
      Function<TopicPartition, Long> time) {
    if (partitions.isEmpty()) {
      return;
    }
    var times = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> times.put(partition, time.apply(partition)));
    consumer.offsetsForTimes(times).forEach((partition, first) -> seek(consumer, partition, first));
  }

  private static void seek(
      Consumer<?, ?> consumer, TopicPartition partition, OffsetAndTimestamp first) {
    if (first == null) {
      consumer.seekToEnd(Set.of(partition));
    } else {
      consumer.seek(partition, first.offset());
    }
  }
}
