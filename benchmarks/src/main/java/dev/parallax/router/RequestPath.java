package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.benchmarks.throughput.StateRecords;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The router's processor without Kafka: from a request's bytes to the bytes of its task, its
 * decision and its row, which go nowhere.
 */
public final class RequestPath {
  private static final long NOW = 1_750_000_000_000L;
  private static final int PARTITION = 0;

  private final RouterParts parts;
  private final List<Record<byte[], byte[]>> requests;
  private final ProcessorContext<byte[], Object> context;
  private RouteAndTrack processor;
  private long written;

  /** The place of the record that is processed; offsets play no part. */
  private final Optional<RecordMetadata> place;

  /**
   * @param config with {@link StateRecords#REGION}
   * @param count of requests, each with an id of its own, whose home is the first partition
   */
  public RequestPath(ParallaxConfig config, int count) {
    var codecs = new AvroCodecs(new InMemorySchemaRegistry());
    var partitions = config.topics().partitions();
    var topics = new TopicCatalogue("benchmark.", partitions);
    var meters = RouterTopologies.meters(config);
    parts = RouterTopologies.parts(config, new Secrets(Map.of()), codecs, topics, meters);
    readState(codecs);
    var home = new Home(partitions);
    var topic = topics.requests().name();
    var encoder = codecs.encoder(topic, ExecutionRequest.class);
    place = Optional.of(new At(topic));
    requests =
        IntStream.iterate(0, number -> number + 1)
            .mapToObj(StateRecords::request)
            .map(request -> record(request, encoder.encode(request)))
            .filter(record -> home.isHome(record, place.get(), new String(record.key(), UTF_8)))
            .limit(count)
            .toList();
    context = context();
    begin();
  }

  private record At(String topic) implements RecordMetadata {
    @Override
    public int partition() {
      return PARTITION;
    }

    @Override
    public long offset() {
      return 0;
    }
  }

  private static Record<byte[], byte[]> record(ExecutionRequest request, byte[] value) {
    var key = request.getExecutionId().getBytes(UTF_8);
    return new Record<>(key, value, NOW, new RecordHeaders());
  }

  private void readState(AvroCodecs codecs) {
    var topics = parts.topics();
    var fleet = parts.fleet();
    var changes =
        new StateChanges(
            codecs, parts.config().topics().partitions(), fleet.patterns(), parts.federation());
    var region = codecs.encoder("r", RegionState.class).encode(StateRecords.region());
    fleet.apply(changes.ofRegion(StateRecords.REGION, region), topics.regions().name(), 0, 0);
    var pattern = StateRecords.pattern();
    var definition = codecs.encoder("p", PatternDefinition.class).encode(pattern);
    fleet.apply(changes.ofPattern(pattern.getName(), definition), topics.patterns().name(), 0, 0);
    var agents = codecs.encoder("a", AgentState.class);
    for (int i = 0; i < StateRecords.AGENTS; i++) {
      var agent = StateRecords.agent(i);
      var change = changes.ofAgent(agent.getAgentId(), agents.encode(agent));
      fleet.apply(change, topics.agents().name(), 0, i);
    }
  }

  /** How many requests {@link #process} takes. */
  public int size() {
    return requests.size();
  }

  /** Forgets what was requested. */
  public void begin() {
    processor = new RouteAndTrack(parts);
    processor.init(context);
  }

  /**
   * Takes every request once.
   *
   * @return records that were written since this was made
   * @throws IllegalStateException if not every request got a task and a decision
   */
  public long process() {
    long before = written;
    requests.forEach(processor::process);
    if (written - before != 2L * requests.size()) {
      throw new IllegalStateException(
          "%d requests led to %d records".formatted(requests.size(), written - before));
    }
    return written;
  }

  @SuppressWarnings("unchecked")
  private ProcessorContext<byte[], Object> context() {
    return (ProcessorContext<byte[], Object>)
        Proxy.newProxyInstance(
            RequestPath.class.getClassLoader(),
            new Class<?>[] {ProcessorContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "recordMetadata" -> place;
                  case "currentSystemTimeMs" -> NOW;
                  case "taskId" -> new TaskId(0, PARTITION);
                  case "getStateStore" -> emptyStore();
                  case "schedule" -> (Cancellable) () -> {};
                  case "forward" -> {
                    written++;
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  /** Keeps nothing: what a store costs is not the router's work. */
  private static Object emptyStore() {
    return Proxy.newProxyInstance(
        RequestPath.class.getClassLoader(),
        new Class<?>[] {KeyValueStore.class},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "get", "put" -> null;
              case "all", "range" -> emptyIterator();
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static Object emptyIterator() {
    return Proxy.newProxyInstance(
        RequestPath.class.getClassLoader(),
        new Class<?>[] {KeyValueIterator.class},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "hasNext" -> false;
              case "forEachRemaining", "close" -> null;
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }
}
