package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentState;
import dev.parallax.events.RegionState;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.sandbox.SharedRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * A router process that can be killed and started again, on a real broker and registry, with topics
 * of its own and three regions that are all well.
 */
final class RealRouter implements AutoCloseable {
  static final List<String> REGIONS = RouterDriver.REGIONS;

  private final SandboxBroker broker;
  private final String prefix;
  private final int partitions;
  private final String settings;
  private final Path directory;
  private final TopicCatalogue topics;
  private final SchemaRegistryClient registry =
      SchemaRegistryClient.builder(List.of(SharedRegistry.get().url())).build();
  private final AvroCodecs codecs = new AvroCodecs(registry);
  private final CheckedProducer producer;
  private Path state;
  private URI registryUrl = SharedRegistry.get().url();
  private ChildProcess process;
  private Path log;
  private int starts;

  /**
   * Creates the topics and tells the regions; the router is not started yet.
   *
   * @param name of the test
   * @param settings further sections of the configuration, as YAML
   */
  RealRouter(String name, int partitions, String settings) throws IOException {
    this(SharedBroker.get(), name, partitions, settings);
  }

  /** On a broker of the test's own, which may be stopped. */
  RealRouter(SandboxBroker broker, String name, int partitions, String settings)
      throws IOException {
    this.broker = broker;
    this.settings = settings;
    this.prefix = name + "-" + UUID.randomUUID().toString().substring(0, 8) + ".";
    this.partitions = partitions;
    this.directory = Files.createDirectories(Path.of("target", prefix + "router"));
    this.state = directory.resolve("state");
    this.topics = new TopicCatalogue(prefix, partitions);
    this.producer = new CheckedProducer(broker.bootstrapServers());
    broker.createTopics(topics.all(REGIONS));
    for (var region : REGIONS) {
      var state = Events.region(region, "us-east-1", region.equals("us-east-1") ? 0 : 85);
      put(topics.regions(), region, state, RegionState.class);
    }
    producer.flush();
    writeConfiguration();
  }

  TopicCatalogue topics() {
    return topics;
  }

  AvroCodecs codecs() {
    return codecs;
  }

  CheckedProducer producer() {
    return producer;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Where it reaches the registry from its next start on. */
  void reachRegistryAt(URI url) throws IOException {
    registryUrl = url;
    writeConfiguration();
  }

  /** Where it keeps its state from its next start on. */
  void keepStateIn(Path stateDirectory) {
    state = stateDirectory;
  }

  /** The exit status of the process that was started last, which ends by itself. */
  int awaitEnd(Duration limit) {
    await("its end").atMost(limit).until(() -> !process.isAlive());
    return process.exitStatus();
  }

  void start() {
    log = directory.resolve("router-" + ++starts + ".log");
    process =
        ChildProcess.java("router", RouterApp.class.getName())
            .heapMb(256)
            .arguments("--config", config().toString())
            .arguments("--instance-id", "router-1", "--port", "0")
            .arguments("--state-dir", state.toString())
            .start(log);
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.kill();
  }

  /** Tells it to end, and waits until it has. */
  void end() {
    process.stop(Duration.ofSeconds(15));
  }

  /** Ends it as it should be ended; its exit status must be 0. */
  void stop() {
    end();
    assertThat(process.exitStatus()).isZero();
  }

  /** Waits for this in the log of the process that was started last. */
  void awaitLine(String text) {
    process.awaitLine(text, Duration.ofSeconds(60));
  }

  /** Of the process that was started last. */
  Path log() {
    return log;
  }

  /** Tells so many agents of a region, each reading another partition. */
  void putAgents(String region, int count) {
    for (int i = 0; i < count; i++) {
      var agent = Events.agent(region + "-" + i, region, "classification");
      agent.setPartition(i);
      put(topics.agents(), agent.getAgentId(), agent, AgentState.class);
    }
    producer.flush();
  }

  <T extends SpecificRecord> void put(TopicSpec topic, String key, T value, Class<T> type) {
    producer.send(topic.name(), key, codecs.encoder(topic.name(), type).encode(value));
  }

  /** What is committed on a topic. */
  <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
    var decoder = codecs.decoder(type);
    return read(topic).stream().map(decoder::decode).toList();
  }

  /** What is committed on a topic, as it is. */
  List<byte[]> read(TopicSpec topic) {
    return CommittedTopic.all(broker.bootstrapServers(), topic.name()).stream()
        .map(record -> record.value())
        .toList();
  }

  private Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  private void writeConfiguration() throws IOException {
    Files.writeString(
        config(),
        """
        regions:
          - {id: us-east-1, primary: true}
          - {id: eu-west-1}
          - {id: ap-south-1}
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        %s
        """
            .formatted(broker.bootstrapServers(), registryUrl, prefix, partitions, settings));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    producer.close();
    registry.close();
  }
}
