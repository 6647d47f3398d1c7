package dev.parallax.cli.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.sandbox.SharedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request, decided by what the state topics of a running system hold. */
class RoutingTestIT {
  private static final long NOW = 1_700_000_000_000L;

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1", "ap-south-1");
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void decidesByAgentsRegionsAndPatternsOfTheCluster() {
    cluster.withTopics();
    agent("us-1", "us-east-1", "classification");
    agent("eu-1", "eu-west-1", "translation");
    agent("ap-1", "ap-south-1", "translation");
    agent("us-2", "us-east-1", "translation");
    cluster.putBytes(cluster.topics().agents(), "us-2", null);
    region("eu-west-1", Health.HEALTHY, 85);
    region("ap-south-1", Health.HEALTHY, 180);
    pattern("translate", "translation");

    var run = cluster.run("routing", "test", "--pattern", "translate", "--id", "a");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("pattern translate 1.0.0, requires translation")
        .contains("0 eligible agents, 1 needed")
        .endsWith("\nRouted to eu-west-1, agent eu-1\n");
  }

  @Test
  void saysHowMuchOfTheTopicsItSaw() {
    cluster.withTopics();
    agent("us-1", "us-east-1", "classification");
    region("us-east-1", Health.HEALTHY, 0);
    region("us-east-1", Health.DEGRADED, 0);

    var json = cluster.run("routing", "test", "--id", "a", "--output", "json").json();

    assertThat(json.at("/targets/0/agentId").asText()).isEqualTo("us-1");
    assertThat(json.at("/regions/0/health").asText()).isEqualTo("DEGRADED");
    assertThat(json.get("stateOffsets"))
        .anySatisfy(
            seen -> {
              assertThat(seen.get("topic").asText()).isEqualTo(cluster.topics().regions().name());
              assertThat(seen.get("nextOffset").asLong()).isEqualTo(2);
            })
        .hasSize(2);
  }

  @Test
  void exitsWith1WhereAllAreSick() {
    cluster.withTopics();
    agent("us-1", "us-east-1", "classification");
    region("us-east-1", Health.UNHEALTHY, 0);

    var run = cluster.run("routing", "test", "--input", "{}");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .contains("excluded by R3", "it is UNHEALTHY", "Unroutable, NO_ELIGIBLE_REGION: ");
  }

  @Test
  void excludesARegionWhoseTaskTopicIsMissing() {
    SharedBroker.get().createTopics(cluster.topics().all(List.of("eu-west-1", "ap-south-1")));
    agent("us-1", "us-east-1", "classification");
    agent("eu-1", "eu-west-1", "classification");

    var run = cluster.run("routing", "test", "--id", "a");

    assertThat(run.out())
        .contains("its task topic is missing; create it with parallax topics create")
        .endsWith("\nRouted to eu-west-1, agent eu-1\n");
  }

  @Test
  void leavesOutWhatMakesNoSenseAndSaysSo() {
    cluster.withTopics();
    agent("us-1", "us-east-1", "classification");
    cluster.put(cluster.topics().agents(), "eu-2", state("eu-1", "eu-west-1", "classification"));
    cluster.putBytes(cluster.topics().regions(), "us-east-1", new byte[] {1, 2, 3});

    var run = cluster.run("routing", "test", "--id", "a");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).endsWith("\nRouted to us-east-1, agent us-1\n");
    assertThat(run.err()).isEqualTo("parallax: 2 unreadable records were left out\n");
  }

  @Test
  void needsTheConfiguration(@TempDir Path elsewhere) {
    var run =
        CommandRun.of(
            elsewhere,
            "routing",
            "test",
            "--bootstrap-servers",
            cluster.bootstrapServers(),
            "--input",
            "{}");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: no configuration is known: name the router's by --config FILE\n"));
  }

  private void agent(String id, String region, String capability) {
    cluster.put(cluster.topics().agents(), id, state(id, region, capability));
  }

  private static AgentState state(String id, String region, String capability) {
    return AgentState.newBuilder()
        .setAgentId(id)
        .setIncarnation("1")
        .setPartition(0)
        .setRegion(region)
        .setCapabilities(List.of(capability))
        .setStatus(AgentStatus.CONNECTED)
        .setLoad(0.25)
        .setMaxConcurrency(4)
        .setInFlight(1)
        .setSince(NOW)
        .setLastHeartbeatAt(NOW)
        .build();
  }

  private void region(String id, Health health, double latencyMs) {
    cluster.put(
        cluster.topics().regions(),
        id,
        RegionState.newBuilder()
            .setRegion(id)
            .setHealth(health)
            .setLastVerdict(health)
            .setCause("as told")
            .setObservers(
                List.of(
                    ObserverView.newBuilder()
                        .setObserver("us-east-1")
                        .setState(ObserverState.UP)
                        .setLatencyMs(latencyMs)
                        .setLastProbeAt(NOW)
                        .build()))
            .setAgentsConnected(1)
            .setAgentsByCapability(Map.of())
            .setServing(ServingMode.SERVING)
            .setActive(false)
            .setForced(false)
            .setPinned(false)
            .setEpoch(0)
            .setSince(NOW)
            .setUpdatedAt(NOW)
            .build());
  }

  private void pattern(String name, String capability) {
    cluster.put(
        cluster.topics().patterns(),
        name,
        PatternDefinition.newBuilder()
            .setName(name)
            .setVersion("1.0.0")
            .setUpdatedAt(NOW)
            .setRegion("us-east-1")
            .setAgents(AgentRequirements.newBuilder().setCapabilities(List.of(capability)).build())
            .setExecution(ExecutionRules.newBuilder().build())
            .setAggregation(AggregationRules.newBuilder().build())
            .setYaml("")
            .build());
  }
}
