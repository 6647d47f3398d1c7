package dev.parallax.replicator.view;

import dev.parallax.events.PatternDefinition;
import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;

/** Three regions without brokers; tests carry what one says to the others. */
final class Federation implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";
  static final List<String> REGIONS = List.of(US, EU, AP);

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroCodecs codecs = new AvroCodecs(registry);
  private final Path directory;
  private final Map<String, ViewDriver> drivers = new LinkedHashMap<>();
  private final Map<String, List<TestRecord<String, byte[]>>> said = new HashMap<>();
  private final Map<String, Map<String, Integer>> carried = new HashMap<>();
  private final Map<String, Map<String, PatternDefinition>> views = new HashMap<>();
  private final Set<String> cut = new HashSet<>();

  Federation(Path directory) {
    this.directory = directory;
    for (var region : REGIONS) {
      drivers.put(region, driver(region));
      said.put(region, new ArrayList<>());
      carried.put(region, new HashMap<>());
      views.put(region, new LinkedHashMap<>());
    }
  }

  private ViewDriver driver(String region) {
    return new ViewDriver(
        directory.resolve(region),
        registry,
        FederatedConfig.of(directory, region, "{mode: strong, excludePatterns: [\"dev-*\"]}"));
  }

  /** A publisher writes in a region. */
  void propose(String region, String id, PatternDefinition definition, Long timeoutMs) {
    var topics = drivers.get(region).topics;
    var value =
        codecs.encoder(topics.patterns().name(), PatternDefinition.class).encode(definition);
    var publication =
        PatternPublication.newBuilder()
            .setId(id)
            .setName(definition.getName())
            .setKind(PublicationKind.PROPOSE)
            .setRegion(region)
            .setDefinition(ByteBuffer.wrap(value))
            .setTimeoutMs(timeoutMs)
            .setAt(0)
            .build();
    var bytes =
        codecs.encoder(topics.publications().name(), PatternPublication.class).encode(publication);
    drivers.get(region).putBytes(topics.publications(), definition.getName(), bytes);
    said.get(region).add(new TestRecord<>(definition.getName(), bytes));
  }

  /** The publisher gives it up in the region where it was made. */
  void cancel(String region, String id, String name) {
    var topic = drivers.get(region).topics.publications();
    var said =
        PatternPublication.newBuilder()
            .setId(id)
            .setName(name)
            .setKind(PublicationKind.CANCEL)
            .setRegion(region)
            .setReason("cancelled")
            .setAt(0)
            .build();
    var bytes = codecs.encoder(topic.name(), PatternPublication.class).encode(said);
    drivers.get(region).putBytes(topic, name, bytes);
    this.said.get(region).add(new TestRecord<>(name, bytes));
  }

  /** From now on nothing reaches the region, and nothing gets out of it. */
  void cut(String region) {
    cut.add(region);
  }

  void heal() {
    cut.clear();
  }

  /** The copying begins again from the start. */
  void copyAgain() {
    carried.values().forEach(Map::clear);
  }

  /** The replicator of a region ends and starts again. */
  void restart(String region) {
    collect(region);
    var rows = drivers.get(region).rows();
    drivers.get(region).close();
    drivers.put(region, driver(region));
    drivers.get(region).takeOver(rows);
  }

  /** Carries all there is, for this time. */
  void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      REGIONS.forEach(this::collect);
      REGIONS.forEach(this::carry);
      drivers.values().forEach(driver -> driver.pass(Duration.ofMillis(500)));
    }
    REGIONS.forEach(this::collect);
  }

  private void collect(String region) {
    var driver = drivers.get(region);
    said.get(region).addAll(driver.records(driver.topics.publications()));
    driver
        .view()
        .forEach(
            entry ->
                entry.getValue().ifPresent(shown -> views.get(region).put(entry.getKey(), shown)));
  }

  private void carry(String source) {
    for (var target : REGIONS) {
      if (source.equals(target) || cut.contains(source) || cut.contains(target)) {
        continue;
      }
      var driver = drivers.get(target);
      var topic = driver.from(source, driver.topics.publications());
      var records = said.get(source);
      int from = carried.get(source).getOrDefault(target, 0);
      records
          .subList(from, records.size())
          .forEach(record -> driver.putBytes(topic, record.key(), record.value()));
      carried.get(source).put(target, records.size());
    }
  }

  /** What a region's routers know. */
  Map<String, PatternDefinition> view(String region) {
    return views.get(region);
  }

  /** What regions said of a publication so far, as "region KIND". */
  List<String> said(String id) {
    var decoder = codecs.decoder(PatternPublication.class);
    var all = new ArrayList<String>();
    for (var region : REGIONS) {
      said.get(region).stream()
          .map(record -> decoder.decode(record.value()))
          .filter(publication -> publication.getId().equals(id))
          .forEach(publication -> all.add(region + " " + publication.getKind()));
    }
    return all;
  }

  /** What the region wrote to its own topic of patterns. */
  List<PatternDefinition> ownPatterns(String region) {
    var driver = drivers.get(region);
    return driver.read(driver.topics.patterns(), PatternDefinition.class);
  }

  List<TestRecord<String, byte[]>> letters(String region) {
    return drivers.get(region).letters();
  }

  @Override
  public void close() {
    drivers.values().forEach(ViewDriver::close);
  }
}
