package dev.parallax.replicator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology of one region without a broker; a clock that only tests move. */
final class ViewDriver implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  final Topology topology;
  private final String region;
  private final AvroCodecs codecs;
  private final Meters meters;
  private final TopologyTestDriver driver;
  private Instant now = START;

  ViewDriver(Path stateDirectory, SchemaRegistry registry, ParallaxConfig config) {
    this(stateDirectory, registry, config, SchemaCheck.NONE);
  }

  ViewDriver(
      Path stateDirectory, SchemaRegistry registry, ParallaxConfig config, SchemaCheck schemas) {
    this.region = config.controlPlane().currentRegion();
    this.codecs = new AvroCodecs(registry);
    this.meters =
        new Meters(
            config.regionIds(),
            SystemTopics.of(config).stream().map(TopicSpec::name).collect(Collectors.toSet()),
            "hash");
    this.topology = new ViewTopology(ViewParts.of(config, topics, codecs, meters, schemas)).build();
    var instance = new Instance("parallax-replicator", "test", stateDirectory);
    this.driver =
        new TopologyTestDriver(
            topology, StreamsProperties.of(instance, "nowhere:1", Map.of()), START);
  }

  /** With the rows of another, which has ended: after a crash, or on another host. */
  void takeOver(Map<String, Map<String, byte[]>> rows) {
    rows.forEach(
        (store, entries) ->
            driver
                .<String, byte[]>getKeyValueStore(store)
                .putAll(
                    entries.entrySet().stream()
                        .map(entry -> KeyValue.pair(entry.getKey(), entry.getValue()))
                        .toList()));
  }

  /** The rows of every store, by its name. */
  Map<String, Map<String, byte[]>> rows() {
    var rows = new LinkedHashMap<String, Map<String, byte[]>>();
    for (var store : driver.getAllStateStores().keySet()) {
      var entries = new LinkedHashMap<String, byte[]>();
      try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
        all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
      }
      rows.put(store, entries);
    }
    return rows;
  }

  /** A region's record, as it arrives in the cluster of this one. */
  void put(String source, PatternDefinition pattern) {
    put(source, pattern.getName(), pattern);
  }

  void put(String source, String key, PatternDefinition pattern) {
    var encoder = codecs.encoder(topics.patterns().name(), PatternDefinition.class);
    putBytes(from(source, topics.patterns()), key, encoder.encode(pattern));
  }

  void putBytes(TopicSpec topic, String key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, null, now));
  }

  /** The topic in which this region's cluster has what another writes to its own. */
  TopicSpec from(String source, TopicSpec original) {
    return source.equals(region) ? original : topics.copy(source, original);
  }

  /** What was written to the view since the last call, in its order; empty = withdrawn. */
  List<Map.Entry<String, Optional<PatternDefinition>>> view() {
    var shown = new ArrayList<Map.Entry<String, Optional<PatternDefinition>>>();
    var decoder = codecs.decoder(PatternDefinition.class);
    for (var record : records(topics.patternsView())) {
      shown.add(Map.entry(record.key(), Optional.ofNullable(record.value()).map(decoder::decode)));
    }
    return shown;
  }

  /** What a reader of the view since the last call knows, deletions included. */
  Map<String, PatternDefinition> readView() {
    var known = new LinkedHashMap<String, PatternDefinition>();
    for (var entry : view()) {
      entry
          .getValue()
          .ifPresentOrElse(
              value -> known.put(entry.getKey(), value), () -> known.remove(entry.getKey()));
    }
    return known;
  }

  <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
    var decoder = codecs.decoder(type);
    return records(topic).stream().map(record -> decoder.decode(record.value())).toList();
  }

  List<TestRecord<String, byte[]>> records(TopicSpec topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(
            r ->
                new TestRecord<>(
                    r.key() == null ? null : new String(r.key(), UTF_8),
                    r.value(),
                    r.headers(),
                    r.getRecordTime()))
        .toList();
  }

  List<TestRecord<String, byte[]>> letters() {
    return records(topics.deadLetters());
  }

  /** Moves the clock by steps of 100 ms; punctuators run. */
  void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 100) {
      now = now.plusMillis(100);
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
  }

  long now() {
    return now.toEpochMilli();
  }

  /** The value of a metric of ours that has no labels. */
  Optional<Double> metric(String name) {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> Double.valueOf(line.substring(name.length() + 1)))
        .findFirst();
  }

  @Override
  public void close() {
    driver.close();
    meters.close();
  }
}
