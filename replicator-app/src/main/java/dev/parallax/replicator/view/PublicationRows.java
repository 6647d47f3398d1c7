package dev.parallax.replicator.view;

import dev.parallax.events.PatternPublication;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What regions said of publications that are not over, one row for each fact, and which are over:
 * what is copied again must not open them again.
 *
 * <p>A publication's id has no slash in it, so the first one of a key ends the id. For one thread.
 */
final class PublicationRows {
  static final String FACTS = "publication-facts";
  static final String ENDED = "publications-ended";

  /** Twice as long as the topic keeps its records. */
  private static final Duration REMEMBERED = Duration.ofDays(60);

  private final KeyValueStore<String, byte[]> facts;
  private final KeyValueStore<String, byte[]> ended;
  private final AvroDecoder<PatternPublication> decoder;
  private final AvroEncoder<PatternPublication> encoder;

  /** Ids of the publications that are not over, by name; null until it is first asked for. */
  private Map<String, Set<String>> idsByName;

  PublicationRows(
      KeyValueStore<String, byte[]> facts,
      KeyValueStore<String, byte[]> ended,
      AvroDecoder<PatternPublication> decoder,
      AvroEncoder<PatternPublication> encoder) {
    this.facts = facts;
    this.ended = ended;
    this.decoder = decoder;
    this.encoder = encoder;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> factsBuilder() {
    return builder(FACTS);
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> endedBuilder() {
    return builder(ENDED);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  /** What was said of a publication. */
  List<PatternPublication> of(String id) {
    var said = new ArrayList<PatternPublication>();
    try (var rows = facts.range(id + "/", id + "0")) {
      rows.forEachRemaining(row -> said.add(decoder.decode(row.value)));
    }
    return said;
  }

  /** The name that a publication which is not over first came with; nothing of it has another. */
  Optional<String> name(String id) {
    return of(id).stream().map(PatternPublication::getName).findFirst();
  }

  /** Ids of the publications that are not over. */
  Set<String> ids() {
    var ids = new TreeSet<String>();
    try (var rows = facts.all()) {
      rows.forEachRemaining(row -> ids.add(row.key.substring(0, row.key.indexOf('/'))));
    }
    return ids;
  }

  /** Ids of the publications of one name that are not over, in their order. */
  List<String> ids(String name) {
    return List.copyOf(idsByName().getOrDefault(name, Set.of()));
  }

  private Map<String, Set<String>> idsByName() {
    if (idsByName == null) {
      idsByName = new HashMap<>();
      try (var rows = facts.all()) {
        rows.forEachRemaining(row -> index(decoder.decode(row.value)));
      }
    }
    return idsByName;
  }

  private void index(PatternPublication said) {
    idsByName.computeIfAbsent(said.getName(), unused -> new TreeSet<>()).add(said.getId());
  }

  void put(PatternPublication said) {
    facts.put(key(said), encoder.encode(said));
    if (idsByName != null) {
      index(said);
    }
  }

  boolean isEnded(String id) {
    return ended.get(id) != null;
  }

  /** Nothing more is to be said of it. */
  void end(String id, long now) {
    of(id).forEach(this::forget);
    ended.put(id, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
  }

  private void forget(PatternPublication said) {
    facts.delete(key(said));
    if (idsByName != null) {
      idsByName.computeIfPresent(
          said.getName(),
          (name, ids) -> {
            ids.remove(said.getId());
            return ids.isEmpty() ? null : ids;
          });
    }
  }

  /** Forgets those that were over so long ago that nothing of them can be copied again. */
  void forgetBefore(long now) {
    var old = new ArrayList<String>();
    try (var rows = ended.all()) {
      rows.forEachRemaining(
          row -> {
            if (ByteBuffer.wrap(row.value).getLong() < now - REMEMBERED.toMillis()) {
              old.add(row.key);
            }
          });
    }
    old.forEach(ended::delete);
  }

  private static String key(PatternPublication said) {
    return said.getId() + "/" + said.getKind() + "/" + said.getRegion();
  }
}
