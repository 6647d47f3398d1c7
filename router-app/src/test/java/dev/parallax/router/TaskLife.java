package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.RemoteRegion;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TaskResult;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.mapping.AgentMapping;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.streams.BoundedRocksDb;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/**
 * One life of a task of the router, on a state directory that another life may open again: the
 * topology's test driver deletes its own.
 */
final class TaskLife implements AutoCloseable {
  private static final TopicCatalogue TOPICS = new TopicCatalogue("parallax.", 1);
  private static final AvroCodecs CODECS = new AvroCodecs(new InMemorySchemaRegistry());

  private final FleetHolder fleet;
  private final Meters meters = TestConfig.meters(TOPICS);
  private final MockProcessorContext<byte[], Object> context;
  private final List<StateStore> stores;
  private final RouteAndTrack task;
  private long offset;

  TaskLife(Path directory, ParallaxConfig config, Instant now) {
    this(directory, config, new Secrets(Map.of()), Backlog.NONE, now);
  }

  /**
   * @param returned what other regions' control planes returned while no task ran
   */
  TaskLife(Path directory, ParallaxConfig config, Secrets secrets, Backlog returned, Instant now) {
    var federation = Federation.of(config, Seals.of(config, secrets));
    fleet =
        new FleetHolder(
            StateOffsets.none(RouterService.stateTopics(TOPICS, TOPICS.patterns(), federation)),
            30_000);
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    context = new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    stores =
        List.of(
            ExecutionStore.builder().withLoggingDisabled().build(),
            ExecutionStore.requestsBuilder().withLoggingDisabled().build(),
            HeldStore.builder().withLoggingDisabled().build(),
            ForwardedStore.builder().withLoggingDisabled().build(),
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(Traffic.NAME), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build());
    stores.forEach(store -> store.init(context.getStateStoreContext(), store));
    task =
        new RouteAndTrack(
            TestConfig.parts(config, TOPICS, CODECS, fleet, meters, federation, returned));
    task.init(context);
  }

  void put(AgentState agent) {
    fleet.apply(known -> known.with(AgentMapping.agent(agent)));
  }

  /** The region tells of its agents. */
  void put(RemoteRegion region) {
    fleet.apply(known -> known.with(region));
  }

  /** The region's control plane returned this; its copy is read at this offset. */
  void put(ReturnedPart part, String origin, Seals seals, long at) {
    var topic = TOPICS.returned(origin);
    var key = part.getExecutionId().getBytes(UTF_8);
    var value = CODECS.encoder(topic.name(), ReturnedPart.class).encode(part);
    var headers = new RecordHeaders();
    seals.seal(headers, origin, topic.name(), key, value);
    context.setRecordMetadata(TOPICS.copy(part.getRegion(), topic).name(), 0, at);
    task.process(new Record<>(key, value, context.currentSystemTimeMs(), headers));
  }

  /** The region's control plane forwarded this. */
  void put(ForwardedPart part, String here, Seals seals) {
    var topic = TOPICS.forward(here);
    var key = part.getExecutionId().getBytes(UTF_8);
    var value = CODECS.encoder(topic.name(), ForwardedPart.class).encode(part);
    var headers = new RecordHeaders();
    seals.seal(headers, here, topic.name(), key, value);
    context.setRecordMetadata(TOPICS.copy(part.getOrigin(), topic).name(), 0, offset++);
    task.process(new Record<>(key, value, context.currentSystemTimeMs(), headers));
  }

  /** An agent answered; the broker received it then. */
  void put(TaskResult result, Instant appendedAt) {
    var topic = TOPICS.results();
    context.setRecordMetadata(topic.name(), 0, offset++);
    var value = CODECS.encoder(topic.name(), TaskResult.class).encode(result);
    task.process(
        new Record<>(
            result.getExecutionId().getBytes(UTF_8),
            value,
            appendedAt.toEpochMilli(),
            new RecordHeaders()));
  }

  void put(ExecutionRequest request) {
    var value = CODECS.encoder(TOPICS.requests().name(), ExecutionRequest.class).encode(request);
    put(request.getExecutionId(), value);
  }

  void put(String id, byte[] value) {
    put(TOPICS.requests(), id, value);
  }

  void cancel(String id) {
    var asked = ExecutionCancellation.newBuilder().setExecutionId(id).setBy("ann").build();
    var topic = TOPICS.cancellations();
    put(topic, id, CODECS.encoder(topic.name(), ExecutionCancellation.class).encode(asked));
  }

  private void put(TopicSpec topic, String id, byte[] value) {
    context.setRecordMetadata(topic.name(), 0, offset++);
    var key = id.getBytes(UTF_8);
    task.process(new Record<>(key, value, context.currentSystemTimeMs(), new RecordHeaders()));
  }

  /** Moves the clock; no punctuator runs. */
  void at(Instant now) {
    context.setCurrentSystemTimeMs(now.toEpochMilli());
  }

  /** Runs every punctuator once. */
  void tick() {
    context
        .scheduledPunctuators()
        .forEach(timer -> timer.getPunctuator().punctuate(context.currentSystemTimeMs()));
  }

  /** All that was written to this sink. */
  List<Record<?, ?>> written(String sink) {
    return context.forwarded().stream()
        .filter(forward -> forward.childName().filter(sink::equals).isPresent())
        .<Record<?, ?>>map(MockProcessorContext.CapturedForward::record)
        .toList();
  }

  <T extends SpecificRecord> List<T> written(String sink, Class<T> type) {
    var decoder = CODECS.decoder(type);
    return written(sink).stream().map(record -> decoder.decode((byte[]) record.value())).toList();
  }

  String metrics() {
    return meters.scrape();
  }

  /** Ends the task; the process goes on. */
  void closeTask() {
    task.close();
    stores.forEach(StateStore::close);
  }

  @Override
  public void close() {
    closeTask();
    meters.close();
  }
}
