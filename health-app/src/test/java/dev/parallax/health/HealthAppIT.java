package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionState;
import dev.parallax.health.probe.Regions;
import dev.parallax.runtime.deadletter.DeadLetters;
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
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process on a real broker and registry, probing real servers; the same one for all tests,
 * which have agents of their own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HealthAppIT {
  private static final int PARTITIONS = 4;
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";

  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "health-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
  private Path directory;
  private Regions servers;
  private SchemaRegistryClient registry;
  private AvroCodecs codecs;
  private Producer<byte[], byte[]> producer;
  private Newest<AgentState> agents;
  private Newest<RegionState> regions;
  private Newest<AgentState> deadLetters;
  private ChildProcess app;
  private int starts;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    directory = shared;
    // Cold, and on a machine that does much else, the registry takes its time.
    registry =
        SchemaRegistryClient.builder(List.of(SharedRegistry.get().url()))
            .requestTimeout(Duration.ofSeconds(10))
            .timeBudget(Duration.ofSeconds(30))
            .build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(Events.REGIONS));
    producer = producer();
    agents = newest(topics.agents().name(), AgentState.class);
    regions = newest(topics.regions().name(), RegionState.class);
    deadLetters = new Newest<>(broker.bootstrapServers(), topics.deadLetters().name(), null);
    servers = Regions.start(Duration.ofMillis(85));
    writeConfiguration();
    startApp();
  }

  @AfterAll
  void stop() {
    app.stop(Duration.ofSeconds(15));
    assertThat(app.exitStatus()).as("it ends as it is told").isZero();
    servers.close();
    producer.close();
    agents.close();
    regions.close();
    deadLetters.close();
    registry.close();
  }

  @Test
  void publishesAgentsAndRegionsFromHeartbeatsAndItsOwnProbes() throws Exception {
    until(
        () -> {
          heartbeat("a-1", AP);
          heartbeat("a-2", AP);
          return connected(AP) == 2
              && status("a-1") == AgentStatus.CONNECTED
              && health(AP) == Health.UNHEALTHY;
        });
    until(() -> health(EU) == Health.HEALTHY);

    assertThat(health(US)).isEqualTo(Health.UNKNOWN);
    assertThat(regions.of(AP).orElseThrow().getCause()).contains("status 503");
    assertThat(regions.of(EU).orElseThrow().getObservers())
        .singleElement()
        .satisfies(
            us -> {
              assertThat(us.getObserver()).isEqualTo(US);
              assertThat(us.getLatencyMs()).isBetween(85.0, 250.0);
            });
    assertThat(get("/health/ready")).contains("\"ready\"");
    assertThat(get("/metrics"))
        .contains(
            "parallax_region_health{region=\"ap-south-1\"} 0.0",
            "parallax_region_health{region=\"eu-west-1\"} 1.0",
            "parallax_agents_connected{region=\"us-east-1\"} 0.0",
            "parallax_cross_region_latency_seconds{from=\"us-east-1\",to=\"eu-west-1\"} 0.");
  }

  @Test
  void expiresAnAgentWhoseHeartbeatsStopAndOnlyThatOne() {
    heartbeat("stops", EU);
    until(() -> status("stops") == AgentStatus.CONNECTED);

    until(
        () -> {
          heartbeat("goes-on", EU);
          return status("stops") == AgentStatus.DISCONNECTED;
        });

    assertThat(agents.of("stops").orElseThrow().getDisconnectReason()).isEqualTo("expired");
    assertThat(status("goes-on")).isEqualTo(AgentStatus.CONNECTED);
  }

  @Test
  void makesWhatItCannotUseDeadLettersAndGoesOn() {
    var heartbeats = topics.heartbeats().name();
    send(heartbeats, "bad", "garbage".getBytes(UTF_8));
    send(heartbeats, "bad", new byte[] {0, 0x7f, 0x7f, 0x7f, 0x7f, 1});
    send(heartbeats, null, beat("bad", EU));
    send(heartbeats, "bad", beat("bad", "mars-1"));
    send(heartbeats, "bad", probe());
    send(topics.probes().name(), "bad", new byte[200_000]);
    heartbeat("good", EU);

    until(() -> status("good") == AgentStatus.CONNECTED && deadLetters.all().size() == 6);
    assertThat(deadLetters.all())
        .extracting(r -> new String(r.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
        .containsExactlyInAnyOrder(
            "UNREADABLE",
            "UNKNOWN_SCHEMA",
            "NO_KEY",
            "UNKNOWN_REGION",
            "WRONG_RECORD",
            "UNKNOWN_SCHEMA");
    assertThat(app.isAlive()).isTrue();
  }

  @Test
  void tracksAHeartbeatFromAnyPartitionInItsHomePartition() {
    var key = "wanderer".getBytes(UTF_8);
    int home = BuiltInPartitioner.partitionForKey(key, PARTITIONS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      sent(new ProducerRecord<>(topics.heartbeats().name(), partition, key, beat("wanderer", EU)));
    }

    until(() -> status("wanderer") == AgentStatus.DISCONNECTED);
    assertThat(told("wanderer"))
        .extracting(AgentState::getStatus)
        .as("one place tracks it, and expires it once")
        .containsExactly(AgentStatus.CONNECTED, AgentStatus.DISCONNECTED);
    assertThat(agents.all())
        .filteredOn(r -> Arrays.equals(r.key(), key))
        .allSatisfy(r -> assertThat(r.partition()).isEqualTo(home));
  }

  @Test
  void forgetsNothingWhenItIsKilled() {
    until(() -> health(AP) == Health.UNHEALTHY);
    heartbeat("survivor", EU);
    until(() -> status("survivor") == AgentStatus.CONNECTED);

    app.kill();
    startApp();
    until(() -> status("survivor") == AgentStatus.DISCONNECTED);

    assertThat(told("survivor"))
        .extracting(AgentState::getStatus)
        .containsExactly(AgentStatus.CONNECTED, AgentStatus.DISCONNECTED);
    // A slow restart may see the evidence age, so UNKNOWN may come between; the verdict stays.
    assertThat(toldOfSick(AP))
        .extracting(RegionState::getLastVerdict)
        .isNotEmpty()
        .containsOnly(Health.UNHEALTHY);
  }

  /** What was told of a region since it was UNHEALTHY first. */
  private List<RegionState> toldOfSick(String region) {
    var decoder = codecs.decoder(RegionState.class);
    return regions.all().stream()
        .filter(r -> region.equals(new String(r.key(), UTF_8)))
        .map(r -> decoder.decode(r.value()))
        .dropWhile(state -> state.getHealth() != Health.UNHEALTHY)
        .toList();
  }

  /** Everything that was ever told of an agent, in order. */
  private List<AgentState> told(String agent) {
    var decoder = codecs.decoder(AgentState.class);
    return agents.all().stream()
        .filter(r -> agent.equals(new String(r.key(), UTF_8)))
        .map(r -> decoder.decode(r.value()))
        .toList();
  }

  private byte[] probe() {
    return codecs
        .encoder(topics.probes().name(), HealthProbe.class)
        .encode(Events.up(US, EU, 1, 1));
  }

  private Health health(String region) {
    return regions.of(region).map(RegionState::getHealth).orElse(null);
  }

  private int connected(String region) {
    return regions.of(region).map(RegionState::getAgentsConnected).orElse(0);
  }

  private AgentStatus status(String agent) {
    return agents.of(agent).map(AgentState::getStatus).orElse(null);
  }

  private static void until(Callable<Boolean> reached) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .pollInSameThread()
        .until(reached);
  }

  private void heartbeat(String agent, String region) {
    send(topics.heartbeats().name(), agent, beat(agent, region));
  }

  private byte[] beat(String agent, String region) {
    return codecs
        .encoder(topics.heartbeats().name(), AgentHeartbeat.class)
        .encode(Events.heartbeat(agent, region, System.currentTimeMillis()).build());
  }

  private void send(String topic, String key, byte[] value) {
    sent(new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value));
  }

  private void sent(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the broker did not take " + record, e);
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return Operations.get(app, path);
  }

  private <T extends SpecificRecord> Newest<T> newest(String topic, Class<T> type) {
    return new Newest<>(broker.bootstrapServers(), topic, codecs.decoder(type));
  }

  private Producer<byte[], byte[]> producer() {
    var properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void startApp() {
    app =
        ChildProcess.java("health", HealthApp.class.getName())
            .heapMb(256)
            .arguments("--config", directory.resolve("parallax.config.yaml").toString())
            .arguments("--instance-id", "health-1", "--port", "0", "--bind", "127.0.0.1")
            .arguments("--state-dir", directory.resolve("state").toString())
            .start(directory.resolve("health-" + ++starts + ".log"));
  }

  private void writeConfiguration() throws IOException {
    Files.writeString(
        directory.resolve("parallax.config.yaml"),
        """
        regions:
          - {id: us-east-1, primary: true}
          - {id: eu-west-1, endpoint: "%s"}
          - {id: ap-south-1, endpoint: "%s"}
        agents: {heartbeat: 1s, ttl: 4s}
        healthCheck: {interval: 1s, timeout: 900ms}
        kafka: {bootstrapServers: "%s"}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s, partitions: %d, replicationFactor: 1}
        """
            .formatted(
                servers.well(),
                servers.sick(),
                broker.bootstrapServers(),
                SharedRegistry.get().url(),
                prefix,
                PARTITIONS));
  }
}
