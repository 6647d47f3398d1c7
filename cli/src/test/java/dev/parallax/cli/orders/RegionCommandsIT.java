package dev.parallax.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to a real health application, on a real broker. */
class RegionCommandsIT {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");
  private static final Duration START = Duration.ofSeconds(60);
  private static final String SOON =
      """
      healthCheck: {interval: 500ms, timeout: 400ms}
      agents: {heartbeat: 1s, ttl: 10s}
      """;
  private static final String ACTIVE_PASSIVE =
      """
      disasterRecovery:
        mode: active-passive
        primary: us-east-1
        standby: [eu-west-1, ap-south-1]
      """;

  @TempDir private Path directory;
  private TestCluster cluster;
  private Evidence evidence;
  private ChildProcess app;
  private int starts;

  @AfterEach
  void closeAll() {
    if (app != null) {
      app.close();
    }
    evidence.close();
    cluster.close();
  }

  @Test
  void failsOverAndBackAndDrains() {
    start(ACTIVE_PASSIVE);
    startApp();
    awaitStatus("us-east-1", "healthy, active");
    awaitStatus("ap-south-1", "healthy, standby");

    assertDone(
        run("failover", "--from", "us-east-1", "--to", "eu-west-1"),
        "eu-west-1 is the active region instead of us-east-1 (epoch 1). It stays so until 'parallax"
            + " region failback --to us-east-1'.");
    assertThat(status("us-east-1")).endsWith("healthy, standby");
    assertThat(status("eu-west-1")).endsWith("healthy, active, pinned");

    evidence.makeSick("ap-south-1");
    awaitStatus("ap-south-1", "unhealthy, standby");
    assertRefused(run("failover", "--to", "ap-south-1"), "ap-south-1 is UNHEALTHY");
    var forced = run("failover", "--force", "--to", "ap-south-1");
    assertThat(forced.out()).contains("(epoch 2)", "Force skipped: F2: ap-south-1 is UNHEALTHY");

    assertDone(
        run("failback", "--to", "us-east-1"),
        "us-east-1 is the active region again, instead of ap-south-1 (epoch 3).");
    assertDone(
        run("drain", "us-east-1"),
        "eu-west-1 is the active region instead of us-east-1 (epoch 4).",
        "us-east-1 takes no new work, and what runs there ends (epoch 5). 'parallax region undrain"
            + " us-east-1' ends it.");
    assertThat(cluster.run("region", "health", "us-east-1").out().lines())
        .contains("Target    not fit to take over (F2): us-east-1 is drained");
    assertDone(run("undrain", "us-east-1"), "us-east-1 takes new work again (epoch 6).");

    assertThat(kinds())
        .containsExactly(
            "FAILOVER", "REFUSED", "FAILOVER", "FAILBACK", "FAILOVER", "DRAIN", "UNDRAIN");
    assertThat(log()).allMatch(line -> line.endsWith("(by " + user() + ")") || forced(line));
  }

  @Test
  @Tag("long")
  void evacuatesInEveryOtherMode() {
    start("");
    startApp();
    awaitStatus("eu-west-1", "healthy");

    assertDone(
        run("failover", "--from", "ap-south-1", "--to", "eu-west-1"),
        "eu-west-1 does the work of ap-south-1 (epoch 1). 'parallax region failback --to ap-south-1'"
            + " ends it.");
    assertThat(status("ap-south-1")).endsWith(", evacuated to eu-west-1");
    assertRefused(run("failover", "--from", "eu-west-1", "--to", "ap-south-1"), "cycle (F5)");

    assertDone(
        run("failback", "--to", "ap-south-1"), "ap-south-1 does its own work again (epoch 2).");
    assertThat(status("ap-south-1")).endsWith("healthy");
  }

  @Test
  void takesAnOrderUpOnceThatWasGivenWhileNoHealthApplicationRan() {
    start(ACTIVE_PASSIVE);
    startApp();
    awaitStatus("eu-west-1", "healthy, standby");
    app.kill();

    var run = run("failover", "--to", "eu-west-1", "--timeout", "300ms");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("The command stays in the topic and may still take effect");
    startApp();
    awaitStatus("eu-west-1", "healthy, active, pinned");
    app.kill();
    startApp();
    // It may still be starting, of which the command speaks.
    var back = run("failback", "--to", "us-east-1", "--timeout", "60s");
    assertThat(back.out())
        .as(() -> back.err() + said())
        .isEqualTo("us-east-1 is the active region again, instead of eu-west-1 (epoch 2).\n");
    assertThat(kinds()).containsExactly("FAILOVER", "FAILBACK");
  }

  private void start(String settings) {
    cluster =
        new TestCluster(directory, REGIONS.toArray(String[]::new))
            .withSettings(SOON + settings)
            .withTopics();
    evidence = new Evidence(cluster, REGIONS);
  }

  private void startApp() {
    app =
        ChildProcess.java("health-app", "dev.parallax.health.HealthApp")
            .heapMb(256)
            .directory(directory)
            .arguments("--config", directory.resolve("parallax.config.yaml").toString())
            .arguments("--instance-id", "it", "--bind", "127.0.0.1", "--port", "0")
            .arguments("--state-dir", directory.resolve("state").toString())
            .start(directory.resolve("health-" + ++starts + ".log"));
    app.awaitLine("operations server: ", START);
  }

  private CommandRun run(String... words) {
    return cluster.run(Stream.concat(Stream.of("region"), Stream.of(words)).toArray(String[]::new));
  }

  private void awaitStatus(String region, String words) {
    await()
        .atMost(START)
        .pollInSameThread()
        .untilAsserted(
            () ->
                assertThat(status(region))
                    .as(() -> "after " + log() + ", health-app " + starts + ": " + said())
                    .endsWith(" " + words));
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("health-" + starts + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String status(String region) {
    return run("status").out().lines().filter(row -> row.startsWith(region)).findFirst().orElse("");
  }

  private List<String> log() {
    return cluster.run("logs", "--filter", "failover").out().lines().toList();
  }

  private List<String> kinds() {
    return log().stream().map(line -> line.split(" {2}", -1)[2]).toList();
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static boolean forced(String line) {
    return line.contains("  skipped: F2: ");
  }

  /** It says that it waits where the answer takes over two seconds. */
  private static void assertDone(CommandRun run, String... sentences) {
    assertThat(run.err().lines())
        .allMatch(line -> line.startsWith("parallax: waiting up to 15s for a health application"));
    assertThat(run.out()).isEqualTo(String.join("\n", sentences) + "\n");
    assertThat(run.code()).isZero();
  }

  private static void assertRefused(CommandRun run, String why) {
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("parallax: REFUSED, nothing is changed: ").contains(why);
  }
}
