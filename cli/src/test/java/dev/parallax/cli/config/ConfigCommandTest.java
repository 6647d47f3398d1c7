package dev.parallax.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.session.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
  private static final String GOOD =
      """
      regions:
        - id: us-east-1
        - id: eu-west-1
      """;
  private static final String BAD =
      """
      regions:
        - id: us-east-1
        - id: us-east-1
      routing:
        stratgy: latency
      """;

  @TempDir private Path directory;

  @Test
  void acceptsAValidFileThatItFindsInTheWorkingDirectory() {
    var file = CommandRun.write(directory, "parallax.config.yaml", GOOD);

    assertThat(CommandRun.of(directory, "config", "validate"))
        .isEqualTo(new CommandRun(ExitCode.OK, file + " is valid\n", ""));
  }

  @Test
  void acceptsWhatIsNotSupportedYetAndSaysThatNoAppStartsWithIt() {
    var file =
        CommandRun.write(
            directory, "later.yaml", GOOD + "controlPlane: {federation: {peers: []}}\n");

    assertThat(CommandRun.of(directory, "config", "validate", "later.yaml"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                file
                    + " is valid, but the apps of this release refuse to start with it"
                    + " (1 key not yet supported)\n",
                file
                    + ":4: NOT YET SUPPORTED: controlPlane.federation.peers = [...] (C3)\n"
                    + "    this list needs controlPlane.mode: federated: with one cluster for all"
                    + " regions there is nothing to copy, so no app starts with it; remove it, or"
                    + " give every region a cluster\n"));
    var json =
        CommandRun.of(directory, "config", "validate", "later.yaml", "--output", "json").json();
    assertThat(json.get("valid").asBoolean()).isTrue();
    assertThat(json.get("runnable").asBoolean()).isFalse();
    assertThat(json.at("/unsupported/0/path").asText()).isEqualTo("controlPlane.federation.peers");
    assertThat(json.get("faults")).isEmpty();
  }

  @Test
  void printsWarningsOfAValidFile() {
    var file =
        CommandRun.write(
            directory,
            "bound.yaml",
            GOOD
                + """
                routing:
                  residency:
                    unmatched: refuse
                    rules: [{match: {input.dataResidency: eu}, regions: eu-west-1}]
                """);

    assertThat(CommandRun.of(directory, "config", "validate", "bound.yaml"))
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                file + " is valid (1 warning)\n",
                file
                    + ":5: warning: routing.residency (C4)\n"
                    + "    with one global control plane residency bounds where work runs, not"
                    + " where the one cluster stores requests and outcomes\n"));
  }

  @Test
  void printsEveryFaultWithItsLineAndExitsTwo() {
    var file = CommandRun.write(directory, "bad.yaml", BAD);

    var run = CommandRun.of(directory, "config", "validate", "bad.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            file + ":3: error: regions[1].id = us-east-1 (C3)",
            "    us-east-1 is the id of another region, in line 2: ids are unique",
            file + ":5: error: routing.stratgy = latency (C3)",
            "    unknown key; did you mean strategy?",
            file + " is not valid (2 errors)");
  }

  @Test
  void printsFaultsAsJsonToStandardOutput() {
    CommandRun.write(directory, "bad.yaml", BAD);

    var run = CommandRun.of(directory, "config", "validate", "bad.yaml", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).isEmpty();
    assertThat(run.json().get("valid").asBoolean()).isFalse();
    assertThat(run.json().get("faults")).hasSize(2);
    assertThat(run.json().at("/faults/1").toString())
        .isEqualTo(
            "{\"path\":\"routing.stratgy\",\"line\":5,\"value\":\"latency\",\"rule\":\"C3\","
                + "\"message\":\"unknown key; did you mean strategy?\"}");
  }

  @Test
  void saysWhatToDoWhenThereIsNoFile() {
    assertThat(CommandRun.of(directory, "config", "validate"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: no configuration file is known: name one, or write"
                    + " ./parallax.config.yaml\n"));
    assertThat(CommandRun.of(directory, "config", "validate", "no.yaml").err())
        .isEqualTo(
            "parallax: there is no file "
                + directory.resolve("no.yaml")
                + "; name a configuration file, or write one\n");
  }

  @Test
  void saysThatADirectoryIsNoFile() {
    var run = CommandRun.of(directory, "config", "validate", ".");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is a directory: name the file in it").doesNotContain("\tat ");
  }

  @Test
  void showsAFileAsItIsWritten() {
    CommandRun.write(directory, "parallax.config.yaml", GOOD);

    assertThat(CommandRun.of(directory, "config", "show"))
        .isEqualTo(new CommandRun(ExitCode.OK, GOOD, ""));
  }

  @Test
  void showsEveryDefaultOfTheEffectiveConfiguration() {
    CommandRun.write(directory, "parallax.config.yaml", GOOD);

    var run = CommandRun.of(directory, "config", "show", "--effective", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.json().get("hash").asText()).matches("[0-9a-f]{12}");
    assertThat(run.json().at("/config/regions/0/primary").asBoolean()).isTrue();
    assertThat(run.json().at("/config/controlPlane/currentRegion").asText()).isEqualTo("us-east-1");
    assertThat(run.json().at("/config/healthCheck/interval").asText()).isEqualTo("10s");
  }

  @Test
  void showsTheEffectiveConfigurationOfWhatIsNotSupportedYet() {
    CommandRun.write(directory, "later.yaml", GOOD + "controlPlane: {mode: federated}\n");

    var run = CommandRun.of(directory, "config", "show", "--effective", "later.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("mode: federated", "hold: 10s");
    assertThat(run.err()).contains(":4: NOT YET SUPPORTED: controlPlane.mode = federated (C3)");
  }

  @Test
  void masksSecretsOfTheEffectiveConfiguration() {
    CommandRun.write(
        directory,
        "secret.yaml",
        GOOD + "kafka: {properties: {sasl.jaas.config: hunter2, client.id: me}}\n");

    var run = CommandRun.of(directory, "config", "show", "--effective", "secret.yaml");

    assertThat(run.out()).contains("sasl.jaas.config: '********'", "client.id: me");
    assertThat(run.out() + run.err()).doesNotContain("hunter2");
  }

  @Test
  void printsAnEffectiveConfigurationThatIsValidAndMeansTheSame() {
    CommandRun.write(directory, "parallax.config.yaml", GOOD);
    var shown = CommandRun.of(directory, "config", "show", "--effective");
    CommandRun.write(directory, "shown.yaml", shown.out());

    var again = CommandRun.of(directory, "config", "show", "--effective", "shown.yaml");

    assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.OK);
    assertThat(again.out().lines().skip(1))
        .containsExactlyElementsOf(shown.out().lines().skip(1).toList());
  }

  @Test
  void findsTheFileThatTheEnvironmentNames() {
    var file = CommandRun.write(directory, "other.yaml", GOOD);
    var environment =
        new Environment(Map.of("PARALLAX_CONFIG", "other.yaml"), directory, directory);

    assertThat(CommandRun.of(environment, "config", "validate").out())
        .isEqualTo(file + " is valid\n");
  }
}
