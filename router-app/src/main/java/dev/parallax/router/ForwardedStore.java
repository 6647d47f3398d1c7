package dev.parallax.router;

import dev.parallax.router.OpenExecutions.Asked;
import dev.parallax.router.state.ForwardedRow;
import dev.parallax.router.state.ForwardedSlotRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The parts of other control planes' executions that were forwarded to one task (P7): whom was
 * asked, so that a part that comes again asks nobody again, and only that agent's answer goes back.
 */
final class ForwardedStore {
  static final String NAME = "forwarded";
  private static final Map<String, String> CHANGELOG = Map.of("max.message.bytes", "1048588");

  private final KeyValueStore<String, byte[]> store;
  private final String here;
  private final OpenExecutions open = new OpenExecutions();
  private final DueIndex forget = new DueIndex();

  private ForwardedStore(KeyValueStore<String, byte[]> store, String here) {
    this.store = store;
    this.here = here;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }

  /**
   * Opens the store and finds by one scan who is asked.
   *
   * @param here the current region, where all of its agents are
   */
  static ForwardedStore open(KeyValueStore<String, byte[]> store, String here) {
    var opened = new ForwardedStore(store, here);
    try (var rows = store.all()) {
      rows.forEachRemaining(
          entry -> opened.index(entry.key, RowCodec.FORWARDED.decode(entry.value)));
    }
    return opened;
  }

  Optional<ForwardedRow> get(String executionId) {
    return Optional.ofNullable(store.get(executionId)).map(RowCodec.FORWARDED::decode);
  }

  void put(String executionId, ForwardedRow row) {
    store.put(executionId, RowCodec.FORWARDED.encode(row));
    index(executionId, row);
  }

  /** The executions that wait for an agent. */
  OpenExecutions open() {
    return open;
  }

  /** At most {@code limit} executions with an open slot whose timeout has passed. */
  List<String> due(long now, int limit) {
    return open.due(now, limit);
  }

  /** Deletes up to {@code limit} rows that may be forgotten; whether there may be more. */
  boolean sweep(long now, int limit) {
    var forgotten = forget.due(now, limit);
    for (var id : forgotten) {
      store.delete(id);
      forget.remove(id);
      open.remove(id);
    }
    return forgotten.size() == limit;
  }

  private void index(String executionId, ForwardedRow row) {
    forget.put(executionId, row.getForgetAt());
    var slots = row.getSlots().stream().filter(ForwardedSlotRow::getOpen).toList();
    if (slots.isEmpty()) {
      open.remove(executionId);
      return;
    }
    open.put(
        executionId,
        slots.stream().mapToLong(ForwardedSlotRow::getDueAt).min().orElseThrow(),
        slots.stream().map(slot -> new Asked(slot.getAgentId(), here)).toList());
  }
}
