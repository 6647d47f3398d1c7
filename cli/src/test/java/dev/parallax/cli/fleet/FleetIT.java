package dev.parallax.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.ServingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetIT {
  private static final long NOW = 1_700_000_000_000L;

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1", "ap-south-1").withTopics();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void printsThePagesTable() {
    region("us-east-1", 9, Health.HEALTHY);
    region("us-east-1", 10, Health.HEALTHY);
    region("eu-west-1", 8, Health.DEGRADED, seen("us-east-1", 85.4));
    region("ap-south-1", 6, Health.UNHEALTHY, seen("us-east-1", 180.2), seen("eu-west-1", 99.0));
    traffic("us-east-1", 0, 3000);
    traffic("us-east-1", 1, 2000);
    traffic("eu-west-1", 0, 3500);
    traffic("eu-west-1", 1, 70, Instant.now().minus(Duration.ofHours(25)));

    assertThat(cluster.run("region", "status"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                Region        Agents  Executions  Latency  Status
                us-east-1     10      5000        -        healthy
                eu-west-1     8       3500        85ms     degraded
                ap-south-1    6       0           180ms    unhealthy
                """,
                ""));
  }

  @Test
  void printsTheSameAsJson() {
    region("eu-west-1", 8, Health.HEALTHY, seen("us-east-1", 85.5));
    traffic("eu-west-1", 0, 7);

    var json = cluster.run("region", "status", "--output", "json").json();

    assertThat(json.get("from").asText()).isEqualTo("us-east-1");
    assertThat(json.get("regions").toString())
        .isEqualTo(
            "[{\"region\":\"us-east-1\",\"agents\":0,\"executions\":0,\"current\":true,\"latencyMs\":null,\"status\":\"unknown\",\"cause\":\"\"},"
                + "{\"region\":\"eu-west-1\",\"agents\":8,\"executions\":7,\"current\":false,\"latencyMs\":85.5,\"status\":\"healthy\",\"cause\":\"as told\","
                + "\"serving\":\"serving\",\"redirect\":null,\"active\":false,\"share\":1.0,\"forced\":false,\"pinned\":false,\"trial\":false,\"epoch\":0},"
                + "{\"region\":\"ap-south-1\",\"agents\":0,\"executions\":0,\"current\":false,\"latencyMs\":null,\"status\":\"unknown\",\"cause\":\"\"}]");
  }

  @Test
  void measuresFromTheRegionThatIsAskedFor() {
    region("us-east-1", 10, Health.HEALTHY, seen("eu-west-1", 84.0));
    region("eu-west-1", 8, Health.HEALTHY, seen("us-east-1", 85.0));

    var run = cluster.run("region", "status", "--from", "eu-west-1");

    assertThat(run.out().lines())
        .contains(
            "us-east-1     10      0           84ms     healthy",
            "eu-west-1     8       0           -        healthy",
            "ap-south-1    0       0           n/a      unknown");
  }

  @Test
  void refusesARegionThatIsNotConfigured() {
    var expected =
        new CommandRun(
            ExitCode.USAGE,
            "",
            "parallax: there is no region mars-1; there are us-east-1, eu-west-1, ap-south-1\n");

    assertThat(cluster.run("region", "status", "--from", "mars-1")).isEqualTo(expected);
    assertThat(cluster.run("agent", "list", "--region", "mars-1")).isEqualTo(expected);
  }

  @Test
  void saysWhenWhatIsShownMayBePast() {
    state(told("us-east-1").setUpdatedAt(System.currentTimeMillis() - 600_000).build());

    var run = cluster.run("region", "status");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("us-east-1     0       0           -        healthy\n");
    assertThat(run.err())
        .startsWith(
            "parallax: what is shown may be past: the newest state of a region was told 10m")
        .endsWith(" ago: no health application seems to run\n");
  }

  @Test
  void tellsWhatRegionsDoBesideHowTheyAre() {
    state(told("us-east-1").setActive(true).setPinned(true).build());
    state(told("eu-west-1").setServing(ServingMode.EVACUATED).setRedirect("ap-south-1").build());
    state(told("ap-south-1").setServing(ServingMode.STANDBY).build());

    assertThat(cluster.run("region", "status").out().lines())
        .contains(
            "us-east-1     0       0           -        healthy, active, pinned",
            "eu-west-1     0       0           n/a      healthy, evacuated to ap-south-1",
            "ap-south-1    0       0           n/a      healthy, standby");
  }

  @Test
  void saysHowToCreateTopicsThatAreMissing(@TempDir Path elsewhere) {
    var run =
        CommandRun.of(
            elsewhere,
            "region",
            "status",
            "--bootstrap-servers",
            cluster.bootstrapServers(),
            "--schema-registry",
            cluster.registryUrl());

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("topic parallax.", "does not exist", "parallax topics create");
  }

  @Test
  void leavesOutWhatCannotBeReadAndSaysSo() {
    region("us-east-1", 10, Health.HEALTHY);
    cluster.putBytes(cluster.topics().regions(), "eu-west-1", new byte[] {1, 2, 3});

    var run = cluster.run("region", "status");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("us-east-1     10");
    assertThat(run.err()).isEqualTo("parallax: 1 unreadable records were left out\n");
  }

  @Test
  void listsConnectedAgentsOfARegion() {
    agent("us-2", "us-east-1", AgentStatus.CONNECTED, null);
    agent("us-1", "us-east-1", AgentStatus.DRAINING, null);
    agent("us-3", "us-east-1", AgentStatus.DISCONNECTED, "expired");
    agent("eu-1", "eu-west-1", AgentStatus.CONNECTED, null);
    agent("us-4", "us-east-1", AgentStatus.CONNECTED, null);
    cluster.putBytes(cluster.topics().agents(), "us-4", null);

    assertThat(cluster.run("agent", "list", "--region", "us-east-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                Agent  Region     Status     Load  In flight  Capabilities              Since
                us-1   us-east-1  draining   25%   1/4        analysis, classification  2023-11-14T22:13:20Z
                us-2   us-east-1  connected  25%   1/4        analysis, classification  2023-11-14T22:13:20Z
                """,
                "parallax: 1 disconnected agents are not shown; --all shows them\n"));
  }

  @Test
  void listsAlsoAgentsThatExpiredWhenAsked() {
    agent("us-3", "us-east-1", AgentStatus.DISCONNECTED, "expired");

    var json = cluster.run("agent", "list", "--all", "--output", "json").json();

    assertThat(json.at("/agents/0/agent").asText()).isEqualTo("us-3");
    assertThat(json.at("/agents/0/status").asText()).isEqualTo("disconnected");
    assertThat(json.at("/agents/0/disconnectReason").asText()).isEqualTo("expired");
    assertThat(cluster.run("agent", "list").out()).isEqualTo("no agents\n");
  }

  private void region(String id, int agents, Health health, ObserverView... observers) {
    cluster.put(
        cluster.topics().regions(),
        id,
        RegionState.newBuilder()
            .setRegion(id)
            .setHealth(health)
            .setLastVerdict(health)
            .setCause("as told")
            .setObservers(List.of(observers))
            .setAgentsConnected(agents)
            .setAgentsByCapability(Map.of())
            .setServing(ServingMode.SERVING)
            .setActive(false)
            .setForced(false)
            .setPinned(false)
            .setEpoch(0)
            .setSince(NOW)
            .setUpdatedAt(System.currentTimeMillis())
            .build());
  }

  private RegionState.Builder told(String id) {
    return RegionState.newBuilder()
        .setRegion(id)
        .setHealth(Health.HEALTHY)
        .setSince(NOW)
        .setUpdatedAt(System.currentTimeMillis());
  }

  private void state(RegionState state) {
    cluster.put(cluster.topics().regions(), state.getRegion(), state);
  }

  private static ObserverView seen(String observer, double latencyMs) {
    return ObserverView.newBuilder()
        .setObserver(observer)
        .setState(ObserverState.UP)
        .setLatencyMs(latencyMs)
        .setLastProbeAt(NOW)
        .build();
  }

  private void traffic(String region, int partition, long executions) {
    traffic(region, partition, executions, Instant.now());
  }

  private void traffic(String region, int partition, long executions, Instant from) {
    cluster.put(
        cluster.topics().traffic(),
        region,
        RegionTraffic.newBuilder()
            .setRegion(region)
            .setPartition(partition)
            .setFrom(from.toEpochMilli())
            .setExecutions(executions)
            .setFailures(0)
            .setTimeouts(0)
            .build());
  }

  private void agent(String id, String region, AgentStatus status, String reason) {
    cluster.put(
        cluster.topics().agents(),
        id,
        AgentState.newBuilder()
            .setAgentId(id)
            .setIncarnation("1")
            .setPartition(0)
            .setRegion(region)
            .setCapabilities(List.of("analysis", "classification"))
            .setStatus(status)
            .setLoad(0.25)
            .setMaxConcurrency(4)
            .setInFlight(1)
            .setDisconnectReason(reason)
            .setSince(NOW)
            .setLastHeartbeatAt(NOW)
            .build());
  }
}
