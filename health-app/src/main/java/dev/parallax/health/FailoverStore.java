package dev.parallax.health;

import dev.parallax.core.failover.FailoverState;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.health.state.ConditionRow;
import dev.parallax.health.state.FailoverRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Which region does what, and the health of each with its triggers, kept over restarts and
 * takeovers. Beside {@link RegionStore}, whose rows stay as they are.
 */
record FailoverStore(KeyValueStore<String, byte[]> store) {
  static final String NAME = "failover";
  private static final String STATE = "state";
  private static final String HEALTH = "health/";

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  Optional<FailoverState> state() {
    return Optional.ofNullable(store.get(STATE))
        .map(bytes -> read(() -> FailoverRow.fromByteBuffer(ByteBuffer.wrap(bytes))))
        .map(FailoverRows::state);
  }

  Optional<RegionHealth> health(String region) {
    return Optional.ofNullable(store.get(HEALTH + region))
        .map(bytes -> read(() -> ConditionRow.fromByteBuffer(ByteBuffer.wrap(bytes))))
        .map(FailoverRows::health);
  }

  void put(FailoverState state) {
    store.put(STATE, bytes(() -> FailoverRows.row(state).toByteBuffer()));
  }

  void put(String region, RegionHealth health) {
    store.put(HEALTH + region, bytes(() -> FailoverRows.row(health).toByteBuffer()));
  }

  private interface Coding<T> {
    T run() throws IOException;
  }

  private static <T> T read(Coding<T> coding) {
    try {
      return coding.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a row of the store " + NAME + " cannot be read", e);
    }
  }

  private static byte[] bytes(Coding<ByteBuffer> coding) {
    var buffer = read(coding);
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
