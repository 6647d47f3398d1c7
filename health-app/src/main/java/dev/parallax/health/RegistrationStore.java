package dev.parallax.health;

import dev.parallax.core.health.AgentRegistry;
import dev.parallax.core.health.Registration;
import dev.parallax.health.state.RegistrationRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The registrations of one task's agents, and which of them are due. Written with every heartbeat,
 * in the transaction that commits its offset, so that a restart knows who was heard when.
 */
final class RegistrationStore {
  static final String NAME = "registrations";

  private final KeyValueStore<String, byte[]> store;
  private final AgentRegistry registry;
  private final DueAgents due = new DueAgents();
  private long newestHeardAt;

  private RegistrationStore(KeyValueStore<String, byte[]> store, AgentRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  /** Opens the store and finds by one scan what is due when. */
  static RegistrationStore open(KeyValueStore<String, byte[]> store, AgentRegistry registry) {
    var opened = new RegistrationStore(store, registry);
    try (var rows = store.all()) {
      rows.forEachRemaining(row -> opened.index(row.key, decode(row.value)));
    }
    return opened;
  }

  /** Append time of the newest heartbeat in the store; 0 if there is none. */
  long newestHeardAt() {
    return newestHeardAt;
  }

  Optional<Registration> get(String agentId) {
    return Optional.ofNullable(store.get(agentId)).map(RegistrationStore::decode);
  }

  void put(Registration registration) {
    var agentId = registration.current().agentId();
    store.put(agentId, encode(registration));
    index(agentId, registration);
  }

  void delete(String agentId) {
    store.delete(agentId);
    due.remove(agentId);
  }

  /** At most {@code limit} registrations for which there is something to do. */
  List<Registration> due(long now, int limit) {
    return due.due(now, limit).stream().flatMap(id -> get(id).stream()).toList();
  }

  private void index(String agentId, Registration registration) {
    due.put(agentId, registry.dueAt(registration));
    newestHeardAt = Math.max(newestHeardAt, registration.heardAt());
  }

  private static byte[] encode(Registration registration) {
    try {
      return bytes(RegistrationRows.row(registration).toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Registration decode(byte[] row) {
    try {
      return RegistrationRows.registration(RegistrationRow.fromByteBuffer(ByteBuffer.wrap(row)));
    } catch (IOException e) {
      throw new UncheckedIOException("a row of the store " + NAME + " cannot be read", e);
    }
  }
}
