package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Routing;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  static final List<String> REGIONS = TestConfig.REGIONS;

  final AvroCodecs codecs;
  final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  final FleetHolder fleet;
  final Topology topology;
  private final Meters meters;
  private final TopologyTestDriver driver;

  /** One that holds nothing. */
  RouterDriver(Path stateDirectory) {
    this(stateDirectory, TestConfig.NOTHING_HELD);
  }

  RouterDriver(Path stateDirectory, Routing routing) {
    this(stateDirectory, TestConfig.of(1, routing));
  }

  RouterDriver(Path stateDirectory, ParallaxConfig config) {
    this(stateDirectory, config, new InMemorySchemaRegistry(), new Secrets(Map.of()));
  }

  RouterDriver(
      Path stateDirectory, ParallaxConfig config, SchemaRegistry registry, Secrets secrets) {
    this.codecs = new AvroCodecs(registry);
    var patterns = SystemTopics.standingPatterns(config);
    var federation = Federation.of(config, Seals.of(config, secrets));
    this.fleet =
        new FleetHolder(
            StateOffsets.none(RouterService.stateTopics(topics, patterns, federation)), 30_000);
    this.meters = TestConfig.meters(topics);
    this.topology =
        new RoutingTopology(TestConfig.parts(config, topics, codecs, fleet, meters, federation))
            .build();
    var instance = new Instance("parallax-router", "test", stateDirectory);
    this.driver =
        new TopologyTestDriver(
            topology, StreamsProperties.of(instance, "nowhere:1", Map.of()), START);
  }

  <T extends SpecificRecord> void put(TopicSpec topic, String key, T value, Class<T> type) {
    putBytes(topic, key, codecs.encoder(topic.name(), type).encode(value));
  }

  void putBytes(TopicSpec topic, String key, byte[] value) {
    putBytes(topic, key, value, new RecordHeaders());
  }

  void putBytes(TopicSpec topic, String key, byte[] value, Headers headers) {
    putBytes(topic, key, value, headers, now());
  }

  private void putBytes(
      TopicSpec topic, String key, byte[] value, Headers headers, Instant appended) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, headers, appended));
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

  void put(AgentState agent) {
    put(topics.agents(), agent.getAgentId(), agent, AgentState.class);
  }

  void put(RegionState region) {
    put(topics.regions(), region.getRegion(), region, RegionState.class);
  }

  void put(PatternDefinition pattern) {
    put(topics.patterns(), pattern.getName(), pattern, PatternDefinition.class);
  }

  void put(ExecutionRequest request) {
    put(topics.requests(), request.getExecutionId(), request, ExecutionRequest.class);
  }

  /** A request that is read late. */
  void put(ExecutionRequest request, Instant appended) {
    var value = codecs.encoder(topics.requests().name(), ExecutionRequest.class).encode(request);
    putBytes(topics.requests(), request.getExecutionId(), value, new RecordHeaders(), appended);
  }

  void cancel(String executionId) {
    cancel(executionId, "no longer needed");
  }

  void cancel(String executionId, String reason) {
    put(
        topics.cancellations(),
        executionId,
        ExecutionCancellation.newBuilder()
            .setExecutionId(executionId)
            .setBy("ann")
            .setReason(reason)
            .build(),
        ExecutionCancellation.class);
  }

  void put(TaskResult result) {
    put(topics.results(), result.getExecutionId(), result, TaskResult.class);
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

  /** Ids of the executions whose request has an entry of its own. */
  List<String> largeRequests() {
    var ids = new ArrayList<String>();
    try (var entries = driver.<String, byte[]>getKeyValueStore(ExecutionStore.REQUESTS).all()) {
      entries.forEachRemaining(entry -> ids.add(entry.key));
    }
    return ids;
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
