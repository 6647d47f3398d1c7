package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker: one partition, a clock that only tests move. */
final class HealthDriver implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  final RegionsWritten written = new RegionsWritten(() -> now());
  final Topology topology;
  private final AvroCodecs codecs;
  private final Meters meters;
  private final TopologyTestDriver driver;
  private Instant now = START;
  private Duration slept = Duration.ZERO;

  HealthDriver(Path stateDirectory) {
    this(stateDirectory, new InMemorySchemaRegistry());
  }

  HealthDriver(Path stateDirectory, SchemaRegistry registry) {
    this(stateDirectory, registry, Events.config(1));
  }

  HealthDriver(Path stateDirectory, ParallaxConfig config) {
    this(stateDirectory, new InMemorySchemaRegistry(), config);
  }

  HealthDriver(Path stateDirectory, SchemaRegistry registry, ParallaxConfig config) {
    this(stateDirectory, registry, config, Map.of());
  }

  HealthDriver(
      Path stateDirectory,
      SchemaRegistry registry,
      ParallaxConfig config,
      Map<String, String> secrets) {
    this(stateDirectory, registry, config, secrets, AgreedFormats.OF_THIS_RELEASE);
  }

  /**
   * @param secrets environment variables
   * @param formats that its release understands
   */
  HealthDriver(
      Path stateDirectory,
      SchemaRegistry registry,
      ParallaxConfig config,
      Map<String, String> secrets,
      AgreedFormats formats) {
    this.codecs = new AvroCodecs(registry);
    this.meters =
        new Meters(
            Events.REGIONS,
            Set.copyOf(topics.all(Events.REGIONS).stream().map(TopicSpec::name).toList()),
            "hash");
    var seals = Seals.of(config, new Secrets(secrets));
    this.topology =
        new HealthTopology(
                new HealthParts(
                    config, topics, codecs, meters, new FleetCensus(), written, seals, formats))
            .build();
    var instance = new Instance("parallax-health", "test", stateDirectory);
    this.driver =
        new TopologyTestDriver(
            topology, StreamsProperties.of(instance, "nowhere:1", Map.of()), START);
  }

  /** The broker appends a heartbeat now. */
  void heartbeat(AgentHeartbeat.Builder heartbeat) {
    var beat = heartbeat.build();
    put(topics.heartbeats(), beat.getAgentId(), beat, AgentHeartbeat.class);
  }

  /** A report of executions that ended in a region. */
  void traffic(String region, long executions, long failures) {
    var second = new RegionTraffic(region, 0, now() - 1_000, executions, failures, 0L);
    put(topics.traffic(), region, second, RegionTraffic.class);
  }

  /** The broker appends a probe now. */
  void probe(HealthProbe probe) {
    put(topics.probes(), probe.getObserver() + ">" + probe.getTarget(), probe, HealthProbe.class);
  }

  <T extends SpecificRecord> byte[] encode(TopicSpec topic, T value, Class<T> type) {
    return codecs.encoder(topic.name(), type).encode(value);
  }

  <T extends SpecificRecord> T decode(byte[] value, Class<T> type) {
    return codecs.decoder(type).decode(value);
  }

  <T extends SpecificRecord> void put(TopicSpec topic, String key, T value, Class<T> type) {
    putBytes(topic, key, encode(topic, value, type));
  }

  void putBytes(TopicSpec topic, String key, byte[] value) {
    putBytes(topic, key, value, new RecordHeaders());
  }

  void putBytes(TopicSpec topic, String key, byte[] value, Headers headers) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, headers, now));
  }

  /** What was published of agents since the last call, deletions left out. */
  List<AgentState> agents() {
    return read(topics.agents(), AgentState.class);
  }

  /** What was published of regions since the last call. */
  List<RegionState> regions() {
    return read(topics.regions(), RegionState.class);
  }

  /** What happened since the last call. */
  List<FailoverEvent> failovers() {
    return read(topics.failovers(), FailoverEvent.class);
  }

  /** What was published of one region since the last call; of the others it is gone. */
  List<RegionState> region(String id) {
    return regions().stream().filter(region -> region.getRegion().equals(id)).toList();
  }

  <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
    var decoder = codecs.decoder(type);
    return records(topic).stream()
        .filter(r -> r.value() != null)
        .map(r -> decoder.decode(r.value()))
        .toList();
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

  /** Moves the clock by whole steps, as a running thread sees it; punctuators run. */
  void pass(Duration time) {
    driver.advanceWallClockTime(slept);
    slept = Duration.ZERO;
    for (long left = time.toMillis(); left > 0; left -= 250) {
      var step = Duration.ofMillis(Math.min(250, left));
      now = now.plus(step);
      driver.advanceWallClockTime(step);
    }
  }

  /** Time passes and nothing runs. */
  void sleep(Duration time) {
    now = now.plus(time);
    slept = slept.plus(time);
  }

  long now() {
    return now.toEpochMilli();
  }

  /** The lines of {@code /metrics} of one metric of ours. */
  List<String> metric(String name) {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    driver.close();
    meters.close();
  }
}
