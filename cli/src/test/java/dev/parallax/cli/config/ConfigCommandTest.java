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
  void printsEveryFaultWithItsLineAndExitsTwo() {
    var file = CommandRun.write(directory, "bad.yaml", BAD);

    var run = CommandRun.of(directory, "config", "validate", "bad.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith(file + ":3: error: regions[1].id: "))
        .contains(file + ":5: error: routing.stratgy: unknown key; did you mean strategy? (C3)");
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
