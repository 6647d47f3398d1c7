package dev.parallax.router;

import dev.parallax.core.execution.End.Cause;
import dev.parallax.core.execution.Outcome;
import dev.parallax.events.RegionTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Executions that ended, per region and second. The counts live in a cached, changelogged store, so
 * that they are part of the transaction that wrote the outcomes and cost one changelog record per
 * region and commit: every execution is counted exactly once, through a crash as well.
 */
final class Traffic {
  static final String NAME = "traffic";

  private final KeyValueStore<String, byte[]> store;
  private final int partition;

  Traffic(KeyValueStore<String, byte[]> store, int partition) {
    this.store = store;
    this.partition = partition;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  /** How one execution ended in one region. */
  enum End {
    ANSWERED,
    FAILED,
    TIMED_OUT;

    /** How one answer ended that was asked for by another control plane. */
    static End of(boolean failed) {
      return failed ? FAILED : ANSWERED;
    }

    /**
     * How an execution ended in one of its regions: by the best that any agent there did in any
     * attempt. What was still running at the end is no fault of its region.
     */
    static End of(String region, Outcome outcome) {
      var attempts =
          outcome.slots().stream()
              .flatMap(slot -> slot.attempts().stream())
              .filter(attempt -> attempt.region().equals(region))
              .toList();
      if (attempts.stream().anyMatch(attempt -> attempt.answered().isPresent())) {
        return ANSWERED;
      }
      var failures = attempts.stream().flatMap(attempt -> attempt.failed().stream()).toList();
      if (failures.isEmpty()) {
        return ANSWERED;
      }
      return failures.stream().allMatch(failed -> failed.cause() == Cause.SILENT)
          ? TIMED_OUT
          : FAILED;
    }
  }

  void count(String region, End end, long now) {
    var counts = store.get(region);
    var traffic =
        counts == null
            ? new RegionTraffic(region, partition, now - now % 1_000, 0L, 0L, 0L)
            : decode(counts);
    traffic.setExecutions(traffic.getExecutions() + 1);
    switch (end) {
      case ANSWERED -> {}
      case FAILED -> traffic.setFailures(traffic.getFailures() + 1);
      case TIMED_OUT -> traffic.setTimeouts(traffic.getTimeouts() + 1);
    }
    store.put(region, encode(traffic));
  }

  /** The counts of all regions, to be reported and then {@link #forget forgotten}. */
  List<RegionTraffic> counts() {
    var counts = new ArrayList<RegionTraffic>();
    try (var regions = store.all()) {
      regions.forEachRemaining(entry -> counts.add(decode(entry.value)));
    }
    return counts;
  }

  /** These counts were reported. */
  void forget(List<RegionTraffic> reported) {
    reported.forEach(traffic -> store.delete(traffic.getRegion()));
  }

  private static byte[] encode(RegionTraffic traffic) {
    try {
      var buffer = traffic.toByteBuffer();
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RegionTraffic decode(byte[] traffic) {
    try {
      return RegionTraffic.fromByteBuffer(ByteBuffer.wrap(traffic));
    } catch (IOException e) {
      throw new UncheckedIOException("an entry of the store " + NAME + " cannot be read", e);
    }
  }
}
