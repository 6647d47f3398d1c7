package dev.parallax.replicator.view;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What is known of patterns, by the region that it came from, and what the view shows of each. Rows
 * are records as they were read.
 *
 * <p>No region id has a slash in it, so the first one of a key ends the region.
 */
record PatternRows(KeyValueStore<String, byte[]> known, KeyValueStore<String, byte[]> shown) {
  static final String KNOWN = "patterns-known";
  static final String SHOWN = "patterns-shown";

  /** What one region says of one name. */
  record Row(String source, String name) {
    private static Row of(String key) {
      int slash = key.indexOf('/');
      return new Row(key.substring(0, slash), key.substring(slash + 1));
    }

    private String key() {
      return source + "/" + name;
    }
  }

  static PatternRows of(ProcessorContext<byte[], byte[]> context) {
    return new PatternRows(context.getStateStore(KNOWN), context.getStateStore(SHOWN));
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> knownBuilder() {
    return builder(KNOWN);
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> shownBuilder() {
    return builder(SHOWN);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  /** What the regions say of a name, by region. */
  Map<String, byte[]> known(String name, Iterable<String> regions) {
    var rows = new HashMap<String, byte[]>();
    for (var region : regions) {
      var value = known.get(new Row(region, name).key());
      if (value != null) {
        rows.put(region, value);
      }
    }
    return rows;
  }

  /** What a region says of a name from now on; null = nothing. */
  void know(Row row, byte[] value) {
    known.put(row.key(), value);
  }

  /** What the view shows of a name; null = nothing. */
  byte[] shown(String name) {
    return shown.get(name);
  }

  /** The view shows this of a name from now on; null = nothing. */
  void show(String name, byte[] value) {
    shown.put(name, value);
  }

  /** All that any region says anything of. */
  Set<Row> rows() {
    var rows = new HashSet<Row>();
    try (var all = known.all()) {
      all.forEachRemaining(entry -> rows.add(Row.of(entry.key)));
    }
    return rows;
  }

  /** All names that the view shows something of, or that are known. */
  Set<String> names() {
    var names = new TreeSet<String>();
    rows().forEach(row -> names.add(row.name()));
    try (var all = shown.all()) {
      all.forEachRemaining(entry -> names.add(entry.key));
    }
    return names;
  }
}
