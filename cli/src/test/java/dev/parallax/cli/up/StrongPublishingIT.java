package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.drills.replication.StrongDrill;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P3 with three real clusters and a replicator in each, by drill and by command line. */
class StrongPublishingIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String US = "us-east-1";
  private static final String AWAY = "ap-south-1";

  @TempDir private static Path home;
  private static Stop stop;
  private static Progress progress;
  private static Sandbox sandbox;
  private static Ground ground;

  @BeforeAll
  static void start() throws IOException {
    stop = Stop.atExit();
    progress = new Progress(new PrintWriter(System.out, true, UTF_8));
    sandbox =
        Sandbox.start(
            new SandboxPlan(
                SandboxRegion.three(),
                SandboxPlan.Clusters.REPLICATED,
                new Trial.Completed(),
                Optional.empty(),
                ConfigOverlay.of(new StrongDrill().configuration())),
            new Children(Workplace.fresh(home)),
            progress,
            stop);
    ground = sandbox.ground(progress, stop);
  }

  @AfterAll
  static void end() {
    sandbox.close();
    progress.close();
    stop.close();
  }

  @AfterEach
  void reconnect() {
    ground.disruption().reconnect(AWAY);
  }

  @Test
  void withOneRegionCutOffItIsAbortedEverywhereAndHealedItIsCommittedEverywhere() {
    var report = new StrongDrill().run(ground).orElseThrow();

    assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.lines())
        .contains(
            "1.1.0 ABORTED: no region uses it: us-east-1: no answer of ap-south-1 within the"
                + " timeout");
  }

  @Test
  @Tag("long")
  void commandsTellWhatBecomesOfWhatIsPublished() throws IOException, InterruptedException {
    var first = apply("1.0.0", "--output", "json");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.json().at("/publications/0/result").asText()).isEqualTo("COMMITTED");
    assertThat(first.json().at("/publications/0/appliedAfterMs")).hasSize(3);

    ground.disruption().cutOff(AWAY);
    var aborted = apply("1.1.0", "--timeout", "3s");
    assertThat(aborted.code()).as(aborted.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(aborted.out())
        .isEqualTo(
            "vote 1.1.0 ABORTED: no region uses it: us-east-1: no answer of ap-south-1 within the"
                + " timeout\n");
    assertUsedEverywhere("1.0.0");

    var open = openByCtrlC("1.1.0");
    var refused = apply("1.1.0");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.out()).contains("ABORTED", "'parallax pattern cancel " + open + "'");
    var cancelled = run(strong(), "pattern", "cancel", open);
    assertThat(cancelled.code()).as(cancelled.toString()).isZero();
    assertThat(cancelled.out())
        .contains("vote 1.1.0 ABORTED: no region uses it: us-east-1: cancelled by ");
    assertThat(run(strong(), "pattern", "cancel", open)).isEqualTo(cancelled);

    var left = run(waiting(), "pattern", "apply", "-f", "vote.yaml", "--timeout", "1s");
    assertThat(left.code()).isEqualTo(ExitCode.FAILED);
    assertThat(left.out()).startsWith("vote 1.1.0 INDETERMINATE: ");
    assertUsedEverywhere("1.0.0");

    ground.disruption().reconnect(AWAY);
    await().atMost(LIMIT).untilAsserted(() -> assertUsedEverywhere("1.1.0"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(publications().findValuesAsText("state"))
                    .containsExactly("COMMITTED", "ABORTED", "ABORTED", "ABORTED", "COMMITTED"));
    var late = run(strong(), "pattern", "cancel", publications().at("/0/id").asText());
    assertThat(late.code()).isEqualTo(ExitCode.FAILED);
    assertThat(late.out()).startsWith("vote 1.1.0 COMMITTED: ");
  }

  /** Publishes it to wait for all regions, interrupts the command; returns its publication's id. */
  private static String openByCtrlC(String version) throws IOException, InterruptedException {
    assumeTrue(UpProcess.canInterrupt(), "this process, and so its children, ignore SIGINT");
    document(version);
    var directory = Files.createDirectory(home.resolve("interrupted"));
    try (var applying =
        UpProcess.start(
            directory,
            "pattern",
            "apply",
            "-f",
            home.resolve("vote.yaml").toString(),
            "--config",
            waiting().toString())) {
      await().atMost(LIMIT).until(() -> applying.err().contains("no answer yet of ap-south-1"));
      applying.interrupt();

      assertThat(applying.awaitEnd(LIMIT)).as(applying.err()).isEqualTo(130);
      assertThat(applying.out()).startsWith("vote 1.1.0 INDETERMINATE: no answer yet of");
      var open = run(strong(), "pattern", "publications", "--open", "--output", "json").json();
      assertThat(open.at("/publications").findValuesAsText("state")).containsExactly("OPEN");
      var id = open.at("/publications/0/id").asText();
      assertThat(applying.err())
          .contains("vote 1.1.0 stays open and goes on without this command: 'parallax pattern pub")
          .contains("'parallax pattern cancel " + id + "' gives it up");
      return id;
    }
  }

  private static CommandRun apply(String version, String... more) {
    document(version);
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("pattern", "apply", "-f", "vote.yaml"));
    arguments.addAll(List.of(more));
    return run(strong(), arguments.toArray(String[]::new));
  }

  private static void document(String version) {
    CommandRun.write(home, "vote.yaml", "name: vote\nversion: " + version + "\n");
  }

  private static JsonNode publications() {
    return run(strong(), "pattern", "publications", "--output", "json").json().at("/publications");
  }

  private static void assertUsedEverywhere(String version) {
    for (var region : ground.connection().regionIds()) {
      assertThat(run(strong(), "pattern", "show", "vote", "--region", region).out())
          .as(region)
          .startsWith("# vote " + version + ", applied ")
          .contains(" in " + US + " by ");
    }
  }

  private static CommandRun run(Path config, String... arguments) {
    var variables = Map.of("PARALLAX_CONFIG", config.toString());
    return CommandRun.of(new Environment(variables, home, home), arguments);
  }

  private static Path strong() {
    return home.resolve("up").resolve("parallax.config.yaml");
  }

  /** The same, but that what is published waits for all regions. */
  private static Path waiting() {
    try {
      var text = Files.readString(strong(), UTF_8);
      return CommandRun.write(
          home,
          "waiting.yaml",
          text.replace("mode: strong", "mode: strong\n    onUnavailable: wait"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
