package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.router.state.HeldRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The requests of one task that wait (R17). Their order of arrival and when they are due are kept
 * in memory, so that the store is read only for a request that waits. For one thread, but for
 * {@link #size}.
 */
final class HeldStore {
  static final String NAME = "held";

  private static final int MAX_MESSAGE_BYTES = 4 << 20;

  /** What a row and its key may take: the changelog's longest message, less room for its batch. */
  static final int MAX_ENTRY_BYTES = MAX_MESSAGE_BYTES - 1_024;

  /**
   * A row holds an input. Once it no longer waits, the changelog lets go of it within about an hour
   * (X11), rather than whenever half of a segment has become useless.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "max.message.bytes",
          Integer.toString(MAX_MESSAGE_BYTES),
          "max.compaction.lag.ms",
          "3600000");

  private final KeyValueStore<String, byte[]> store;
  private final Map<String, Long> arrivals = new HashMap<>();
  private final TreeMap<Long, String> byArrival = new TreeMap<>();
  private final DueIndex due = new DueIndex();
  private volatile int size;

  private HeldStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** A row on its way into the store, encoded. */
  static final class Entry {
    private final String executionId;
    private final HeldRow row;
    private final byte[] bytes;

    Entry(String executionId, HeldRow row) {
      this.executionId = executionId;
      this.row = row;
      this.bytes = RowCodec.HELD.encode(row);
    }

    /** About what the entry takes on the changelog, uncompressed. */
    int size() {
      return executionId.getBytes(UTF_8).length + bytes.length;
    }
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }

  /** Opens the store and puts what waits in it into order, by one scan. */
  static HeldStore open(KeyValueStore<String, byte[]> store) {
    var opened = new HeldStore(store);
    try (var rows = store.all()) {
      rows.forEachRemaining(entry -> opened.index(entry.key, RowCodec.HELD.decode(entry.value)));
    }
    return opened;
  }

  boolean isEmpty() {
    return arrivals.isEmpty();
  }

  /** How many wait; may be read by any thread. */
  int size() {
    return size;
  }

  /** The request of this execution, if it waits. */
  Optional<HeldRow> get(String executionId) {
    return isEmpty() || !arrivals.containsKey(executionId)
        ? Optional.empty()
        : Optional.of(RowCodec.HELD.decode(store.get(executionId)));
  }

  /** The place of the next request in the order of arrival. */
  long nextArrival() {
    return byArrival.isEmpty() ? 1 : byArrival.lastKey() + 1;
  }

  void put(Entry entry) {
    store.put(entry.executionId, entry.bytes);
    index(entry.executionId, entry.row);
  }

  void remove(String executionId) {
    store.delete(executionId);
    var arrival = arrivals.remove(executionId);
    if (arrival != null) {
      byArrival.remove(arrival);
      due.remove(executionId);
      size = arrivals.size();
    }
  }

  /** At most {@code limit} that may wait no longer. */
  List<String> due(long now, int limit) {
    return due.due(now, limit);
  }

  /** The first that arrived at this place or later. */
  Optional<Map.Entry<Long, String>> firstFrom(long arrival) {
    return Optional.ofNullable(byArrival.ceilingEntry(arrival));
  }

  private void index(String executionId, HeldRow row) {
    arrivals.put(executionId, row.getArrival());
    byArrival.put(row.getArrival(), executionId);
    due.put(executionId, row.getHeldUntil());
    size = arrivals.size();
  }
}
