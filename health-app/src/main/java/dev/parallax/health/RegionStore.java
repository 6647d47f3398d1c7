package dev.parallax.health;

import dev.parallax.core.health.RegionWatch;
import dev.parallax.health.state.RegionRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What is known of each region, kept over restarts: UNKNOWN must remember the last verdict. */
record RegionStore(KeyValueStore<String, byte[]> store) {
  static final String NAME = "regions";

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  Optional<RegionWatch> get(String region) {
    return Optional.ofNullable(store.get(region)).map(RegionStore::decode);
  }

  void put(RegionWatch watch) {
    store.put(watch.region(), encode(watch));
  }

  private static byte[] encode(RegionWatch watch) {
    try {
      var buffer = RegionRows.row(watch).toByteBuffer();
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RegionWatch decode(byte[] row) {
    try {
      return RegionRows.watch(RegionRow.fromByteBuffer(ByteBuffer.wrap(row)));
    } catch (IOException e) {
      throw new UncheckedIOException("a row of the store " + NAME + " cannot be read", e);
    }
  }
}
