package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.FlowAction;
import dev.parallax.events.FlowState;
import dev.parallax.events.ReplicationFlow;
import dev.parallax.events.ReplicationOrder;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.ops.Readiness;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topics of its own in the clusters of all regions, and the flows between them. */
final class Federation implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(40);

  final Clusters clusters;
  final TopicCatalogue topics;
  final AvroCodecs codecs;
  private final Path directory;
  private final Optional<URI> registry;
  private final String prefix = "m" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final Map<String, Mirroring> running = new HashMap<>();
  private final Map<String, Readiness> readiness = new HashMap<>();
  private final Map<String, Meters> meters = new HashMap<>();
  private String replication;
  private String kafkaProperties = "";

  /**
   * @param replication the document's section {@code replication}; {@code PREFIX} stands for the
   *     topics' own prefix
   */
  Federation(Clusters clusters, Path directory, String replication) {
    this(
        clusters,
        directory,
        replication,
        Optional.empty(),
        new AvroCodecs(new InMemorySchemaRegistry()));
  }

  private Federation(
      Clusters clusters,
      Path directory,
      String replication,
      Optional<URI> registry,
      AvroCodecs codecs) {
    this.registry = registry;
    this.codecs = codecs;
    this.clusters = clusters;
    this.directory = directory;
    this.replication = replication;
    this.topics = new TopicCatalogue(prefix, 2);
    for (var region : clusters.regions()) {
      var all = new ArrayList<>(topics.replication(clusters.others(region)));
      all.add(topics.patterns());
      clusters.broker(region).createTopics(all);
    }
  }

  /** The same with a real registry, which processes of their own need. */
  static Federation ofProcesses(Clusters clusters, Path directory, String replication, URI url) {
    var client =
        SchemaRegistryClient.builder(List.of(url))
            .requestTimeout(Duration.ofSeconds(10))
            .timeBudget(Duration.ofSeconds(30))
            .build();
    return new Federation(
        clusters, directory, replication, Optional.of(url), new AvroCodecs(client));
  }

  /** What is configured from the next {@link #start} on. */
  void replication(String section) {
    replication = section;
  }

  /** Properties of all clients of all clusters, from the next {@link #config} on. */
  void kafkaProperties(Map<String, String> properties) {
    kafkaProperties =
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + ": '" + entry.getValue() + "'")
            .collect(Collectors.joining(", "));
  }

  /** The configuration as a region's replicator has it. */
  ParallaxConfig config(String region) {
    var text = new StringBuilder("regions:\n");
    for (var each : clusters.regions()) {
      text.append(
          "  - {id: %s, kafka: {bootstrapServers: \"%s\", properties: {%s}}}\n"
              .formatted(each, clusters.address(region, each), kafkaProperties));
    }
    text.append("controlPlane: {mode: federated, currentRegion: %s}\n".formatted(region));
    text.append("topics: {prefix: %s, partitions: 2, replicationFactor: 1}\n".formatted(prefix));
    registry.ifPresent(url -> text.append("schemaRegistry: {urls: [\"%s\"]}\n".formatted(url)));
    text.append(replication.replace("PREFIX", prefix));
    var file = file(region);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (ConfigFiles.readUngated(file) instanceof ConfigResult.Valid valid) {
      return valid.config().in(region);
    }
    throw new IllegalStateException("faulty: " + ConfigFiles.readUngated(file).refusals());
  }

  /** Where {@link #config} writes it. */
  Path file(String region) {
    return directory.resolve(region + ".yaml");
  }

  /** Starts the flows into this region. */
  void start(String region) {
    readiness.put(region, new Readiness());
    meters.put(region, new Meters(clusters.regions(), Set.of(), "h"));
    var mirroring =
        new Mirroring(
            new Mirroring.Parts(
                config(region),
                "replicator",
                topics,
                codecs,
                meters.get(region),
                readiness.get(region),
                settings -> {
                  throw new IllegalStateException("all share one registry");
                }));
    running.put(region, mirroring);
    mirroring.start();
  }

  void startAll() {
    clusters.regions().forEach(this::start);
  }

  void stop(String region) {
    running.remove(region).close();
  }

  boolean isReady(String region) {
    return readiness.get(region).reasons().isEmpty();
  }

  String scrape(String region) {
    return meters.get(region).scrape();
  }

  String name(String topic) {
    return prefix + topic;
  }

  String copy(String source, String topic) {
    return source + TopicCatalogue.COPY + topic;
  }

  String patterns() {
    return topics.patterns().name();
  }

  /** {@code p-<number>=v<number>}, from the first up to the last, which is left out. */
  static Map<String, String> numbered(int from, int to) {
    var values = new TreeMap<String, String>();
    for (int i = from; i < to; i++) {
      values.put("p-%06d".formatted(i), "v" + i);
    }
    return values;
  }

  void order(String region, String flow, FlowAction action) {
    var topic = topics.replicationOrders().name();
    var order =
        ReplicationOrder.newBuilder()
            .setFlow(flow)
            .setAction(action)
            .setBy("test")
            .setAt(1)
            .build();
    try (var producer = clusters.local(region).producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  flow.getBytes(UTF_8),
                  codecs.encoder(topic, ReplicationOrder.class).encode(order)))
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest state of a flow, as its topic tells. */
  Optional<ReplicationFlow> state(String flow) {
    var region = flow.substring(flow.indexOf('>') + 1);
    var newest = new HashMap<String, ReplicationFlow>();
    try (var latest =
        new Latest<>(
            clusters.local(region),
            topics.replicationFlows().name(),
            codecs.decoder(ReplicationFlow.class))) {
      latest.readToEnd(state -> newest.put(state.getFlow(), state));
    }
    return Optional.ofNullable(newest.get(flow));
  }

  void awaitState(String flow, FlowState state) {
    until(() -> state(flow).filter(now -> now.getState() == state).isPresent());
  }

  static void until(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(condition);
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::stop);
    meters.values().forEach(Meters::close);
  }
}
