package dev.parallax.health;

import static dev.parallax.health.Installation.AP;
import static dev.parallax.health.Installation.EU;
import static dev.parallax.health.Installation.US;
import static dev.parallax.health.Installation.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionState;
import dev.parallax.events.RoutingDecision;
import dev.parallax.health.probe.Regions;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
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

  private Regions servers;
  private Installation installation;
  private TopicCatalogue topics;
  private Newest<AgentState> agents;
  private Newest<RegionState> regions;
  private Newest<AgentState> deadLetters;
  private ChildProcess app;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    servers = Regions.start(Duration.ofMillis(85));
    installation = new Installation(directory, PARTITIONS, configuration());
    topics = installation.topics;
    agents = installation.agents;
    regions = installation.regions;
    deadLetters = installation.deadLetters;
    app = installation.start("health-1");
  }

  @AfterAll
  void stop() {
    app.stop(Duration.ofSeconds(15));
    assertThat(app.exitStatus()).as("it ends as it is told").isZero();
    servers.close();
    installation.close();
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
  void showsInItsConsoleWhatTheTopicsTell() {
    var decisions = topics.decisions().name();
    send(decisions, "garbage", "garbage".getBytes(UTF_8));
    send(decisions, "told", installation.encode(decisions, RoutingDecision.class, decision()));
    heartbeat("looked-at", EU);

    until(
        () ->
            get("/api/console/state").contains("\"status\":\"live\"")
                && get("/api/console/state").contains("\"to\":\"eu-west-1\",\"state\":\"up\"")
                && get("/api/console/decisions").contains("\"execution\":\"told\""));
  }

  private static RoutingDecision decision() {
    return RoutingDecision.newBuilder()
        .setExecutionId("told")
        .setResult(DecisionResult.ROUTED)
        .setConfigHash("c0ffee")
        .setDeadline(0)
        .setDecidedAt(0)
        .build();
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
    app = installation.start("health-1");
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
    return installation.told().stream()
        .filter(state -> region.equals(state.getRegion()))
        .dropWhile(state -> state.getHealth() != Health.UNHEALTHY)
        .toList();
  }

  /** Everything that was ever told of an agent, in order. */
  private List<AgentState> told(String agent) {
    return installation.toldOfAgents().stream()
        .filter(state -> agent.equals(state.getAgentId()))
        .toList();
  }

  private byte[] probe() {
    return installation.encode(topics.probes().name(), HealthProbe.class, Events.up(US, EU, 1, 1));
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

  private void heartbeat(String agent, String region) {
    installation.heartbeat(agent, region);
  }

  private byte[] beat(String agent, String region) {
    return installation.encode(
        topics.heartbeats().name(),
        AgentHeartbeat.class,
        Events.heartbeat(agent, region, System.currentTimeMillis()).build());
  }

  private void send(String topic, String key, byte[] value) {
    sent(new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value));
  }

  private void sent(ProducerRecord<byte[], byte[]> record) {
    installation.send(record);
  }

  private String get(String path) throws IOException, InterruptedException {
    return Operations.get(app, path);
  }

  private String configuration() {
    return """
    regions:
      - {id: us-east-1, primary: true}
      - {id: eu-west-1, endpoint: "%s"}
      - {id: ap-south-1, endpoint: "%s"}
    agents: {heartbeat: 1s, ttl: 4s}
    healthCheck: {interval: 1s, timeout: 900ms}
    """
        .formatted(servers.well(), servers.sick());
  }
}
