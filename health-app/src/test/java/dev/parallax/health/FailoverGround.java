package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionState;
import dev.parallax.health.probe.Regions;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.Link;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Active-passive in real processes: the health application, an observer in each standby region, and
 * an agent in each region whose heartbeats come from here. {@link #SLOW} and {@link #AHEAD} have no
 * processes: their probes are written by the test.
 */
final class FailoverGround implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";

  /** Its probes come late. */
  static final String SLOW = "sa-east-1";

  /** Its clock is ahead. */
  static final String AHEAD = "me-south-1";

  private static final List<String> SERVING = List.of(US, EU, AP);
  private static final List<String> ALL = List.of(US, EU, AP, SLOW, AHEAD);
  private static final int PARTITIONS = 2;
  private static final long HEARTBEAT_MS = 1_000;

  private final SandboxBroker broker = SharedBroker.get();
  private final String prefix = "failover-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final TopicCatalogue topics = new TopicCatalogue(prefix, PARTITIONS);
  private final SchemaRegistryClient registry;
  private final AvroCodecs codecs;
  private final Producer<byte[], byte[]> producer;
  private final Regions servers;
  private final Map<String, Link> linksToActive = new HashMap<>();
  private final Set<String> alive = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final Path directory;
  private final Map<String, ChildProcess> observers = new HashMap<>();
  private ChildProcess app;
  private int starts;

  /** Starts everything. */
  FailoverGround(Path directory) throws IOException {
    this.directory = directory;
    registry =
        SchemaRegistryClient.builder(List.of(SharedRegistry.get().url()))
            .requestTimeout(Duration.ofSeconds(10))
            .timeBudget(Duration.ofSeconds(30))
            .build();
    codecs = new AvroCodecs(registry);
    broker.createTopics(topics.all(ALL));
    producer = producer();
    servers = Regions.start(Duration.ofMillis(20));
    alive.addAll(SERVING);
    var unused = heart.scheduleAtFixedRate(this::beat, 0, HEARTBEAT_MS, TimeUnit.MILLISECONDS);
    writeConfiguration();
    startApp();
    for (var observer : List.of(EU, AP)) {
      linksToActive.put(observer, Link.listen(Duration.ZERO).target(servers.well().getPort()));
      observers.put(observer, observer(observer));
    }
  }

  private void beat() {
    for (var region : alive) {
      var agent = "agent-" + region;
      var beat = Events.heartbeat(agent, region, System.currentTimeMillis()).build();
      // One that is not written is a missed heartbeat.
      var unused =
          send(
              topics.heartbeats().name(),
              agent,
              codecs.encoder(topics.heartbeats().name(), AgentHeartbeat.class).encode(beat));
    }
  }

  /** The agents of a region die: their heartbeats stop. */
  void agentsDie(String region) {
    alive.remove(region);
  }

  /** They come back. */
  void agentsLive(String region) {
    alive.add(region);
  }

  /** Answers of the active region's endpoint no longer reach this observer. */
  void loseAnswersTo(String observer) {
    linksToActive.get(observer).cut(Link.Direction.FROM_TARGET);
  }

  /** Every link carries both ways again. */
  void healLinks() {
    linksToActive.values().forEach(link -> link.heal(Link.Direction.FROM_TARGET));
  }

  /** Ends whatever a test has broken. */
  void restore() {
    healLinks();
    alive.addAll(SERVING);
    if (!app.isAlive()) {
      startApp();
    }
  }

  /** A probe of the active region that began at this time of the observer's clock. */
  void probe(String observer, boolean ok, long probedAt) {
    var probe = ok ? Events.up(observer, US, 5, probedAt) : Events.down(observer, US, probedAt);
    var bytes = codecs.encoder(topics.probes().name(), HealthProbe.class).encode(probe);
    try {
      send(topics.probes().name(), observer + ">" + US, bytes).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while a probe is written", interrupted);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the broker took no probe", e);
    }
  }

  private Future<RecordMetadata> send(String topic, String key, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Kills the health application; nobody starts it again. */
  void killApp() {
    app.kill();
  }

  /** Starts it with the state that it had. */
  void startApp() {
    app =
        ChildProcess.java("health", HealthApp.class.getName())
            .heapMb(256)
            .arguments("--config", config().toString())
            .arguments("--instance-id", "health-1", "--port", "0", "--bind", "127.0.0.1")
            .arguments("--state-dir", directory.resolve("state").toString())
            .start(directory.resolve("health-" + ++starts + ".log"));
  }

  private ChildProcess observer(String region) {
    return ChildProcess.java("observer-" + region, HealthApp.class.getName())
        .heapMb(64)
        .directory(directory)
        .arguments("--observer", "--region", region, "--config", config().toString())
        .arguments("--instance-id", "observer-" + region, "--port", "0", "--bind", "127.0.0.1")
        .arguments("--endpoint", US + "=http://" + linksToActive.get(region).address())
        .start(directory.resolve("observer-" + region + ".log"));
  }

  Newest<RegionState> regions() {
    return new Newest<>(
        broker.bootstrapServers(), topics.regions().name(), codecs.decoder(RegionState.class));
  }

  Newest<FailoverEvent> failovers() {
    return new Newest<>(
        broker.bootstrapServers(), topics.failovers().name(), codecs.decoder(FailoverEvent.class));
  }

  Newest<HealthProbe> probes() {
    return new Newest<>(
        broker.bootstrapServers(), topics.probes().name(), codecs.decoder(HealthProbe.class));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String failoversTopic() {
    return topics.failovers().name();
  }

  AvroCodecs codecs() {
    return codecs;
  }

  private Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  private Producer<byte[], byte[]> producer() {
    var properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void writeConfiguration() throws IOException {
    Files.writeString(
        config(),
        """
        regions:
          - {id: us-east-1, endpoint: "%1$s"}
          - {id: eu-west-1, endpoint: "%1$s"}
          - {id: ap-south-1, endpoint: "%1$s"}
          - {id: sa-east-1}
          - {id: me-south-1}
        controlPlane: {currentRegion: us-east-1}
        disasterRecovery:
          mode: active-passive
          primary: us-east-1
          standby: [eu-west-1, ap-south-1]
          failover: {automatic: true, cooldown: 0s, triggers: {minAgents: 1}}
          failback: {enabled: true, delay: 1s}
        agents: {heartbeat: 1s, ttl: 4s}
        healthCheck: {interval: 1s, timeout: 900ms, unhealthyThreshold: 2, healthyThreshold: 2}
        kafka: {bootstrapServers: "%2$s"}
        schemaRegistry: {urls: ["%3$s"]}
        topics: {prefix: %4$s, partitions: %5$d, replicationFactor: 1}
        """
            .formatted(
                servers.well(),
                broker.bootstrapServers(),
                SharedRegistry.get().url(),
                prefix,
                PARTITIONS));
  }

  @Override
  public void close() {
    heart.shutdownNow();
    observers.values().forEach(ChildProcess::close);
    app.close();
    linksToActive.values().forEach(Link::close);
    servers.close();
    producer.close();
    registry.close();
  }
}
