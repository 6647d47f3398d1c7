package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every app says of its configuration when it starts (C3, C4). No cluster is needed. */
class AppStartIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int REFUSED = 2;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "router-app,dev.parallax.router.RouterApp",
    "health-app,dev.parallax.health.HealthApp"
  })
  void startsWithNothingThatThisReleaseCannotRun(String app, String mainClass) throws IOException {
    var file =
        write(
            "replication: {patterns: {enabled: true}}\ncontrolPlane: {federation: {peers: []}}\n");
    try (var child = start(app, mainClass)) {
      assertThat(child.awaitExit(SOON)).isTrue();

      assertThat(child.exitStatus()).isEqualTo(REFUSED);
      assertThat(output(child).lines())
          .containsExactly(
              file
                  + ":2: replication.patterns.enabled: true needs controlPlane.mode: federated: with"
                  + " one cluster for all regions there is nothing to copy, so no app starts with"
                  + " it; remove it, or give every region a cluster (C3)",
              file
                  + ":3: controlPlane.federation.peers: this list needs controlPlane.mode: federated:"
                  + " with one cluster for all regions there is nothing to copy, so no app starts"
                  + " with it; remove it, or give every region a cluster (C3)",
              app + ": not started; mend " + file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "router-app,dev.parallax.router.RouterApp",
    "health-app,dev.parallax.health.HealthApp"
  })
  void saysFaultsAndWhatIsNotSupportedInTheOrderOfTheFile(String app, String mainClass)
      throws IOException {
    var file = write("controlPlane: {federation: {peers: []}}\nroutng: {}\n");
    try (var child = start(app, mainClass)) {
      assertThat(child.awaitExit(SOON)).isTrue();

      assertThat(child.exitStatus()).isEqualTo(REFUSED);
      assertThat(output(child).lines().toList())
          .hasSize(3)
          .satisfies(
              lines -> {
                assertThat(lines.get(0)).startsWith(file + ":2: controlPlane.federation.peers: ");
                assertThat(lines.get(1))
                    .isEqualTo(file + ":3: routng: unknown key; did you mean routing? (C3)");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "router-app,dev.parallax.router.RouterApp",
    "health-app,dev.parallax.health.HealthApp"
  })
  void warnsOfWhatIsDangerousAtEveryStart(String app, String mainClass) {
    var file =
        write(
            """
            routing: {residency: {rules: [{match: {input.country: DE}, regions: a}]}}
            kafka: {bootstrapServers: "127.0.0.1:1"}
            """);
    try (var child = start(app, mainClass)) {
      child.awaitLine(
          " WARN  Startup: " + file + ":2: routing.residency: a request that no rule matches",
          SOON);
      child.awaitLine(
          " WARN  Startup: " + file + ":2: routing.residency: with one global control plane", SOON);
    }
  }

  private Path write(String settings) {
    return CommandRun.write(
        directory, "parallax.config.yaml", "regions: [{id: a}, {id: b}]\n" + settings);
  }

  private ChildProcess start(String app, String mainClass) {
    return ChildProcess.java(app, mainClass)
        .heapMb(128)
        .directory(directory)
        .arguments("--bind", "127.0.0.1", "--port", "0", "--instance-id", "it")
        .arguments("--config", directory.resolve("parallax.config.yaml").toString())
        .start(directory.resolve(app + ".log"));
  }

  private static String output(ChildProcess child) throws IOException {
    return Files.readString(child.logFile(), UTF_8);
  }
}
