package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * The longest time without a task, of the requests of each partition. Times are those of {@link
 * System#nanoTime()}.
 */
final class Gaps {
  private final long[] lastAt;
  private final long[] longest;
  private final int[] lastNumber;

  Gaps(int partitions, long now) {
    lastAt = new long[partitions];
    Arrays.fill(lastAt, now);
    longest = new long[partitions];
    lastNumber = new int[partitions];
  }

  /** The task of this request was read. */
  void seen(int number, long now) {
    int partition = partition(number);
    longest[partition] = Math.max(longest[partition], now - lastAt[partition]);
    lastAt[partition] = now;
    lastNumber[partition] = Math.max(lastNumber[partition], number);
  }

  /** Forgets the gaps that have ended. */
  void begin() {
    Arrays.fill(longest, 0);
  }

  /** Of the partition with the longest one, in seconds. */
  double longestSeconds() {
    return Arrays.stream(longest).max().orElseThrow() / 1e9;
  }

  /** Whether of every partition a task was read of this request or a later one. */
  boolean isEverywhereAt(int number) {
    return Arrays.stream(lastNumber).allMatch(last -> last >= number);
  }

  /** As producers partition by the execution's id. */
  private int partition(int number) {
    var key = StateRecords.id(number).getBytes(UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % lastAt.length;
  }
}
