package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Agents;
import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.Executions;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Routing;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Topics;
import dev.parallax.core.routing.Router;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The router's topology without a broker: one partition, a clock that only tests move. */
final class RouterDriver implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  final FleetHolder fleet = new FleetHolder(StateOffsets.none(RouterService.stateTopics(topics)));
  final Topology topology;
  private final Meters meters;
  private final TopologyTestDriver driver;

  RouterDriver(Path stateDirectory) {
    var config = config(1);
    this.meters =
        new Meters(
            REGIONS,
            Set.copyOf(topics.all(REGIONS).stream().map(TopicSpec::name).toList()),
            "hash");
    var parts =
        new RouterParts(
            config,
            topics,
            codecs,
            Router.of(config, "hash"),
            fleet,
            new RouterMeters(meters, REGIONS),
            new DecisionRecords("latency", "hash"));
    this.topology = new RoutingTopology(parts).build();
    var instance = new Instance("parallax-router", "test", stateDirectory);
    this.driver =
        new TopologyTestDriver(
            topology, StreamsProperties.of(instance, "nowhere:1", Map.of()), START);
  }

  static ParallaxConfig config(int partitions) {
    return new ParallaxConfig(
        REGIONS.stream()
            .map(id -> new Region(id, id, Optional.empty(), id.equals("us-east-1"), false))
            .toList(),
        new ControlPlane(ControlPlane.Mode.GLOBAL, "us-east-1", REGIONS),
        new Kafka("nowhere:1", Map.of()),
        new SchemaRegistry(List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
        new Topics("parallax.", partitions, 1),
        new Agents(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2),
        new Executions(Duration.ofSeconds(30), 0, Duration.ofHours(1)),
        new InputLimits(1_000_000, 64),
        new Routing(
            new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of()),
            true,
            Residency.NONE,
            Duration.ZERO,
            100_000),
        new FailoverPolicy(
            FailoverPolicy.Mode.NONE,
            true,
            Duration.ofMinutes(5),
            true,
            Duration.ofMinutes(5),
            Duration.ZERO,
            new FailoverPolicy.Triggers(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                0,
                Duration.ofMinutes(1),
                Optional.empty())));
  }

  <T extends SpecificRecord> void put(TopicSpec topic, String key, T value, Class<T> type) {
    putBytes(topic, key, codecs.encoder(topic.name(), type).encode(value));
  }

  void putBytes(TopicSpec topic, String key, byte[] value) {
    putBytes(topic, key, value, new RecordHeaders());
  }

  void putBytes(TopicSpec topic, String key, byte[] value, Headers headers) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, headers, now()));
  }

  List<TestRecord<String, byte[]>> read(TopicSpec topic) {
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

  private <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
    var decoder = codecs.decoder(type);
    return read(topic).stream().map(r -> decoder.decode(r.value())).toList();
  }

  List<ExecutionTask> tasks(String region) {
    return read(topics.executions(region), ExecutionTask.class);
  }

  List<RoutingDecision> decisions() {
    return read(topics.decisions(), RoutingDecision.class);
  }

  List<ExecutionOutcome> outcomes() {
    return read(topics.outcomes(), ExecutionOutcome.class);
  }

  List<UnroutableRequest> unroutable() {
    return read(topics.unroutable(), UnroutableRequest.class);
  }

  List<RegionTraffic> traffic() {
    return read(topics.traffic(), RegionTraffic.class);
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return read(topics.deadLetters());
  }

  /** Moves the clock; punctuators run. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
  }

  private Instant now = START;

  Instant now() {
    return now;
  }

  String metrics() {
    return meters.scrape();
  }

  @Override
  public void close() {
    driver.close();
    meters.close();
  }
}
