package dev.parallax.cli.regions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.events.TriggerKind;
import dev.parallax.events.TriggerView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionHealthIT {
  private static final long NOW = System.currentTimeMillis();

  /** So that it does not turn while the test runs. */
  private static final long HOURS_AGO = NOW - 3 * 3_600_000L - 30_000;

  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").withTopics();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void tellsAllThatIsKnown() {
    put(
        region("eu-west-1")
            .setHealth(Health.UNHEALTHY)
            .setCause("error rate 40%")
            .setAgentsConnected(8)
            .setAgentsByCapability(Map.of("translation", 3, "classification", 8))
            .setServing(ServingMode.STANDBY)
            .setEpoch(7)
            .setObservers(
                List.of(
                    new ObserverView("ap", ObserverState.DOWN, null, "refused", HOURS_AGO, 4, 0),
                    new ObserverView("us", ObserverState.UP, 85.36, null, HOURS_AGO, 0, 12)))
            .setTriggers(
                List.of(
                    new TriggerView(TriggerKind.MIN_AGENTS, false, false, "8 of 2", HOURS_AGO),
                    new TriggerView(TriggerKind.MAX_ERROR_RATE, true, true, "40% > 10%", HOURS_AGO),
                    new TriggerView(TriggerKind.MAX_LATENCY, null, false, "", 0L)))
            .build());

    var run = cluster.run("region", "health", "eu-west-1");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(
            run.out()
                .replaceAll("Since {5}\\S+", "Since     T")
                .replaceAll("As of {5}.*", "As of     T"))
        .isEqualTo(
            """
            Region    eu-west-1
            Health    unhealthy
            Cause     error rate 40%
            Since     T 3h 0m ago
            Agents    8 connected: classification 8, translation 3
            Serving   standby
            Epoch     7
            Target    not fit to take over (F2): eu-west-1 is UNHEALTHY (error rate 40%)
            As of     T

            Observer  State  Latency  Last probe    Failures  Successes  Error
            ap        DOWN   -        3h 0m before  4         0          refused
            us        UP     85.4 ms  3h 0m before  0         12         -

            Trigger       State            Since      Figures
            minAgents     clear            3h 0m ago  8 of 2
            maxErrorRate  firing, tripped  3h 0m ago  40% > 10%
            maxLatency    cannot be told   -          -
            """);
  }

  @Test
  void tellsWhatToDoAboutARegionThatNobodyHasProbed() {
    put(
        region("eu-west-1")
            .setCause("never probed")
            .setPinned(true)
            .setServing(ServingMode.DRAINED)
            .build());

    var run = cluster.run("region", "health", "eu-west-1");

    assertThat(run.out().lines())
        .contains(
            "Health    unknown",
            "Pinned    yes: no automatic failback until 'parallax region failback' (F4)",
            "Target    not fit to take over (F2): eu-west-1 is UNKNOWN (never probed); eu-west-1 is"
                + " drained; eu-west-1 has 0 agents, 1 needed",
            "No observer has ever probed it: eu-west-1 has no endpoint: set regions[].endpoint to the"
                + " base URL of its apps and start the health-app again (H8)");
  }

  @Test
  void takesTheLastVerdictWhereThereIsNoneNow() {
    put(
        region("eu-west-1")
            .setLastVerdict(Health.DEGRADED)
            .setAgentsConnected(1)
            .setActive(true)
            .build());

    assertThat(cluster.run("region", "health", "eu-west-1").out().lines())
        .contains(
            "Health    unknown, the last verdict was degraded",
            "Serving   active",
            "Target    fit to take over (F2)");
  }

  @Test
  void printsTheSameAsJson() {
    put(region("eu-west-1").setHealth(Health.HEALTHY).setUpdatedAt(NOW).build());

    var json = cluster.run("region", "health", "eu-west-1", "--output", "json").json();

    assertThat(json.toString())
        .isEqualTo(
            "{\"region\":\"eu-west-1\",\"health\":\"healthy\",\"lastVerdict\":\"unknown\",\"cause\":\"\","
                + "\"since\":"
                + HOURS_AGO
                + ",\"agents\":0,\"agentsByCapability\":{},\"serving\":\"serving\",\"redirect\":null,"
                + "\"active\":false,\"share\":1.0,\"forced\":false,\"pinned\":false,\"trial\":false,"
                + "\"epoch\":0,\"target\":{\"fit\":false,\"faults\":[\"eu-west-1 has 0 agents, 1 needed\"]},"
                + "\"observers\":[],\"triggers\":[],\"updatedAt\":"
                + NOW
                + "}");
  }

  @Test
  void namesTheRegionsThatThereAre() {
    assertThat(cluster.run("region", "health", "mars-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: there is no region mars-1; there are us-east-1, eu-west-1\n"));
  }

  @Test
  void saysThatNothingWasToldYet() {
    var run = cluster.run("region", "health", "us-east-1");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .startsWith("parallax: no health application has told anything of us-east-1 yet: start");
  }

  private static RegionState.Builder region(String id) {
    return RegionState.newBuilder()
        .setRegion(id)
        .setHealth(Health.UNKNOWN)
        .setSince(HOURS_AGO)
        .setUpdatedAt(NOW);
  }

  private void put(RegionState state) {
    cluster.put(cluster.topics().regions(), state.getRegion(), state);
  }
}
