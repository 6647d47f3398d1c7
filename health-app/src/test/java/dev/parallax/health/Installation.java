package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of its own on the shared broker, a configuration file, health applications as processes,
 * and what they read and wrote. The three regions are those of {@link Events}.
 */
final class Installation implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";

  private final SandboxBroker broker = SharedBroker.get();
  private final Path directory;
  private final String prefix = "health-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final SchemaRegistryClient registry;
  private final AvroCodecs codecs;
  private final Producer<byte[], byte[]> producer;
  final TopicCatalogue topics;
  final Newest<RegionState> regions;
  final Newest<FailoverEvent> failovers;
  final Newest<AgentState> agents;
  final Newest<AgentState> deadLetters;
  private long lastProbedAt;
  private int starts;

  /** Whose topics of agents have one partition. */
  Installation(Path directory, String configuration) throws IOException {
    this(directory, 1, configuration);
  }

  /**
   * @param partitions of the topics of agents
   * @param configuration all of it but {@code kafka}, {@code schemaRegistry} and {@code topics}
   */
  Installation(Path directory, int partitions, String configuration) throws IOException {
    this.directory = directory;
    topics = new TopicCatalogue(prefix, partitions);
    // Cold, and on a machine that does much else, the registry takes its time.
    registry =
        SchemaRegistryClient.builder(List.of(SharedRegistry.get().url()))
            .requestTimeout(Duration.ofSeconds(10))
            .timeBudget(Duration.ofSeconds(30))
            .build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(Events.REGIONS));
    producer = producer();
    regions = newest(topics.regions().name(), RegionState.class);
    failovers = newest(topics.failovers().name(), FailoverEvent.class);
    agents = newest(topics.agents().name(), AgentState.class);
    deadLetters = new Newest<>(broker.bootstrapServers(), topics.deadLetters().name(), null);
    Files.writeString(
        config(),
        """
        %s
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        """
            .formatted(
                configuration,
                broker.bootstrapServers(),
                SharedRegistry.get().url(),
                prefix,
                partitions));
  }

  private Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  /** An instance of this name, with the state that the last of this name left. */
  ChildProcess start(String instance) {
    return child(instance, 192)
        .arguments("--state-dir", directory.resolve("state-" + instance).toString())
        .start(directory.resolve(instance + "-" + ++starts + ".log"));
  }

  /**
   * One that only probes.
   *
   * @param endpoints REGION=URL, as seen from there
   */
  ChildProcess observe(String region, String... endpoints) {
    var command =
        child("observer-" + region, 64).arguments("--observer").arguments("--region", region);
    for (var endpoint : endpoints) {
      command = command.arguments("--endpoint", endpoint);
    }
    return command.start(directory.resolve("observer-" + region + ".log"));
  }

  private ChildCommand child(String instance, int heapMb) {
    return ChildProcess.java(instance, HealthApp.class.getName())
        .heapMb(heapMb)
        .directory(directory)
        .arguments("--config", config().toString())
        .arguments("--instance-id", instance, "--port", "0", "--bind", "127.0.0.1");
  }

  /** A probe of now, later than any before. */
  void probe(String observer, String target, boolean ok) {
    probe(observer, target, ok, Math.max(lastProbedAt + 1, System.currentTimeMillis()));
  }

  /** A probe that says it is of this time. */
  void probe(String observer, String target, boolean ok, long probedAt) {
    lastProbedAt = Math.max(lastProbedAt, Math.min(probedAt, System.currentTimeMillis()));
    var probe =
        ok ? Events.up(observer, target, 85, probedAt) : Events.down(observer, target, probedAt);
    send(topics.probes().name(), target, HealthProbe.class, probe);
  }

  void heartbeat(String agent, String region) {
    send(
        topics.heartbeats().name(),
        agent,
        AgentHeartbeat.class,
        Events.heartbeat(agent, region, System.currentTimeMillis()).build());
  }

  void command(String id, CommandKind kind, String from) {
    var command =
        new RegionCommand(id, kind, from, null, false, "alice", System.currentTimeMillis());
    send(topics.commands().name(), from, RegionCommand.class, command);
  }

  private <T extends SpecificRecord> void send(String topic, String key, Class<T> type, T value) {
    send(new ProducerRecord<>(topic, key.getBytes(UTF_8), encode(topic, type, value)));
  }

  <T extends SpecificRecord> byte[] encode(String topic, Class<T> type, T value) {
    return codecs.encoder(topic, type).encode(value);
  }

  /** Written and acknowledged. */
  void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the broker did not take " + record, e);
    }
  }

  /** What was last told of a region. */
  RegionState region(String region) {
    return regions.of(region).orElseThrow(() -> new AssertionError("nothing is told of " + region));
  }

  /** Everything that was ever told of regions, in order. */
  List<RegionState> told() {
    return decoded(regions, RegionState.class);
  }

  /** Everything that was ever told of agents, in order; none of them was deleted. */
  List<AgentState> toldOfAgents() {
    return decoded(agents, AgentState.class);
  }

  /** Everything that ever happened, in order. */
  List<FailoverEvent> happened() {
    return decoded(failovers, FailoverEvent.class);
  }

  private <T extends SpecificRecord> List<T> decoded(Newest<T> newest, Class<T> type) {
    var decoder = codecs.decoder(type);
    return newest.all().stream().map(record -> decoder.decode(record.value())).toList();
  }

  /** Ids of the regions that are active by what was last told. */
  List<String> active() {
    return Events.REGIONS.stream()
        .filter(id -> regions.of(id).filter(RegionState::getActive).isPresent())
        .toList();
  }

  /** Whether all of this is true within the time that a busy machine needs. */
  static void until(Callable<Boolean> reached) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread()
        .until(reached);
  }

  /** When the broker received the first record of regions that says so; absent are none. */
  long toldAt(String region, long epoch) {
    var decoder = codecs.decoder(RegionState.class);
    return regions.all().stream()
        .filter(r -> Arrays.equals(r.key(), region.getBytes(UTF_8)))
        .filter(r -> decoder.decode(r.value()).getEpoch() == epoch)
        .findFirst()
        .orElseThrow(() -> new AssertionError(region + " was never told with epoch " + epoch))
        .timestamp();
  }

  private <T extends SpecificRecord> Newest<T> newest(String topic, Class<T> type) {
    return new Newest<>(broker.bootstrapServers(), topic, codecs.decoder(type));
  }

  private Producer<byte[], byte[]> producer() {
    var properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    producer.close();
    regions.close();
    failovers.close();
    agents.close();
    deadLetters.close();
    registry.close();
  }
}
