package dev.parallax.cli.regions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionLatencyIT {
  private static final long NOW = 1_700_000_000_000L;

  @TempDir private Path directory;
  private TestCluster cluster;
  private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void startCluster() {
    cluster =
        new TestCluster(directory, "us-east-1", "eu-west-1")
            .withSettings("healthCheck: {interval: 500ms, timeout: 400ms}\n")
            .withTopics();
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    prober.shutdownNow();
    assertThat(prober.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    cluster.close();
  }

  @Test
  void showsTheProbesThatAreMadeFromNowOn() {
    seen();
    put(probe("us-east-1", true, 999.0));
    probing(() -> probe("us-east-1", true, 80.0));

    var run = latency("--samples", "3");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                2023-11-14T22:13:20Z  80.0 ms
                2023-11-14T22:13:20Z  80.0 ms
                2023-11-14T22:13:20Z  80.0 ms
                min 80.0 ms, median 80.0 ms, max 80.0 ms of 3 probes, 0 failed
                average that routing uses (H4): 86.0 ms
                """,
                "parallax: waiting for 3 probes, one every 500ms\n"));
  }

  @Test
  void countsWhatFailedAndPrintsJson() {
    seen();
    var number = new AtomicInteger();
    probing(
        () ->
            number.incrementAndGet() % 2 == 0
                ? probe("us-east-1", false, null)
                : probe("us-east-1", true, 80.0));

    var json = latency("--samples", "4", "--output", "json").json();

    assertThat(json.get("probes")).hasSize(4);
    assertThat(json.get("failed").asInt()).isEqualTo(2);
    assertThat(json.get("medianMs").asDouble()).isEqualTo(80.0);
    assertThat(json.get("averageMs").asDouble()).isEqualTo(86.0);
  }

  @Test
  void failsIfNoProbeIsAnswered() {
    seen();
    probing(() -> probe("us-east-1", false, null));

    var run = latency("--samples", "1");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .isEqualTo(
            """
            2023-11-14T22:13:20Z  failed: refused
            average that routing uses (H4): 86.0 ms
            """);
  }

  @Test
  void saysThatTheProberIsSilentWhateverOtherRegionsProbe() {
    seen();
    probing(() -> probe("ap-south-1", true, 1.0));

    var run = latency();

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "parallax: no probe for 1500ms: us-east-1 last probed eu-west-1 ", " ago: is its");
  }

  @Test
  void saysAtOnceThatNobodyProbesARegionWithoutAnEndpoint() {
    assertThat(latency())
        .isEqualTo(
            new CommandRun(
                ExitCode.FAILED,
                "",
                "parallax: us-east-1 has never probed eu-west-1: eu-west-1 has no endpoint: set"
                    + " regions[].endpoint to the base URL of its apps and start the health-app"
                    + " again (H8)\n"));
  }

  @Test
  void refusesPairsThatCannotBe() {
    assertThat(cluster.run("region", "latency", "--from", "us-east-1", "--to", "us-east-1").err())
        .isEqualTo("parallax: no region probes itself: name two regions (H8)\n");
    assertThat(latency("--samples", "0").code()).isEqualTo(ExitCode.USAGE);
    assertThat(cluster.run("region", "latency", "--from", "us-east-2", "--to", "us-east-1").err())
        .isEqualTo(
            "parallax: there is no region us-east-2; did you mean us-east-1? There are us-east-1,"
                + " eu-west-1\n");
  }

  private CommandRun latency(String... more) {
    var args =
        new ArrayList<>(List.of("region", "latency", "--from", "us-east-1", "--to", "eu-west-1"));
    args.addAll(List.of(more));
    return cluster.run(args.toArray(String[]::new));
  }

  private void probing(Supplier<HealthProbe> probe) {
    var unused = prober.scheduleAtFixedRate(() -> put(probe.get()), 0, 100, TimeUnit.MILLISECONDS);
  }

  private static HealthProbe probe(String observer, boolean ok, Double latencyMs) {
    return new HealthProbe(observer, "eu-west-1", ok, latencyMs, ok ? null : "refused", NOW);
  }

  private void put(HealthProbe probe) {
    cluster.put(cluster.topics().probes(), probe.getObserver() + ">" + probe.getTarget(), probe);
  }

  private void seen() {
    cluster.put(
        cluster.topics().regions(),
        "eu-west-1",
        RegionState.newBuilder()
            .setRegion("eu-west-1")
            .setHealth(Health.HEALTHY)
            .setObservers(
                List.of(new ObserverView("us-east-1", ObserverState.UP, 86.0, null, NOW, 0, 3)))
            .setSince(NOW)
            .setUpdatedAt(NOW)
            .build());
  }
}
