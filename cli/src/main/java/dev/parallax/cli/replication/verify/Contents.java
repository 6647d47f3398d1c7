package dev.parallax.cli.replication.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was read of a topic: the last value of each key, or all records in their order. */
final class Contents {
  private final boolean compacted;
  private final Map<String, Fingerprint> byKey = new HashMap<>();
  private final Map<Integer, List<Entry>> byPartition = new TreeMap<>();
  private final Map<Integer, Long> oldest = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private Set<String> touched = new HashSet<>();
  private final Map<Integer, Integer> marked = new HashMap<>();
  private boolean isMarked;
  private long records;

  /** A record of a topic whose records are kept for a time. */
  record Entry(String key, Fingerprint value) {}

  /**
   * @param compacted whether only the last value of a key counts
   */
  Contents(boolean compacted) {
    this.compacted = compacted;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    oldest.merge(record.partition(), record.timestamp(), Math::min);
    add(record.partition(), text(record.key()), record.value());
  }

  void add(int partition, String key, byte[] value) {
    records++;
    if (!compacted) {
      byPartition
          .computeIfAbsent(partition, none -> new ArrayList<>())
          .add(new Entry(key, Fingerprint.of(value)));
      return;
    }
    touched.add(key);
    seen.add(key);
    if (value == null) {
      byKey.remove(key);
    } else {
      byKey.put(key, Fingerprint.of(value));
    }
  }

  private static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /** What comes from now on may be copied later: {@link #touched} keys, records after these. */
  void mark() {
    touched = new HashSet<>();
    byPartition.forEach((partition, entries) -> marked.put(partition, entries.size()));
    isMarked = true;
  }

  /** The records of a partition that were there at the mark; all, without one. */
  List<Entry> marked(int partition) {
    var entries = partition(partition);
    return isMarked ? entries.subList(0, marked.getOrDefault(partition, 0)) : entries;
  }

  Set<String> touched() {
    return touched;
  }

  boolean compacted() {
    return compacted;
  }

  /** Keys of a compacted topic that were read, deleted ones among them. */
  Set<String> seen() {
    return seen;
  }

  /** The least time of a record, ms since the epoch, by partition; without those of none. */
  Map<Integer, Long> oldest() {
    return oldest;
  }

  /** Living keys of a compacted topic with their last values. */
  Map<String, Fingerprint> byKey() {
    return byKey;
  }

  Set<Integer> partitions() {
    return byPartition.keySet();
  }

  List<Entry> partition(int number) {
    return byPartition.getOrDefault(number, List.of());
  }

  /** How many records were read. */
  long records() {
    return records;
  }
}
