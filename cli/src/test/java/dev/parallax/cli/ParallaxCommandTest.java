package dev.parallax.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.session.Environment;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ParallaxCommandTest {
  @TempDir private static Path home;

  static Stream<String> commands() {
    return names(ParallaxCommand.create(new Environment(Map.of(), home, home)), "");
  }

  private static Stream<String> names(CommandLine command, String path) {
    return Stream.concat(
        Stream.of(path),
        command.getSubcommands().entrySet().stream()
            .flatMap(sub -> names(sub.getValue(), (path + " " + sub.getKey()).strip())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    var words = (command + " --help").strip().split(" ", -1);

    var run = CommandRun.of(home, words);

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "Usage: " + ("parallax " + command).strip(), "Examples:\n", "--output=", "  parallax ");
  }

  @Test
  void suggestsTheNearestCommand() {
    var run = CommandRun.of(home, "regoin", "status");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: Unmatched arguments from index 0: 'regoin', 'status'; did you mean"
                    + " region or routing? See parallax --help.\n"));
  }

  @Test
  void saysWhichSubcommandIsMissing() {
    var run = CommandRun.of(home, "region");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax region: Missing required subcommand. See parallax region --help.\n"));
  }

  @Test
  void refusesAnUnknownFormOfOutput() {
    var run = CommandRun.of(home, "version", "--output", "xml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("parallax version: Invalid value for option '--output'")
        .contains("table", "json");
  }

  @Test
  void saysHowToNameAClusterWhenNoneIsKnown() {
    var run = CommandRun.of(home, "region", "status");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: no cluster is known: start a sandbox with 'parallax up', or name one by"
                    + " --config FILE or --bootstrap-servers HOST:PORT\n"));
  }

  @Test
  void printsTheVersionAsJsonBeforeOrAfterTheCommand() {
    var after = CommandRun.of(home, "version", "--output", "json");
    var before = CommandRun.of(home, "--output", "json", "version");

    assertThat(after).isEqualTo(before);
    assertThat(after.json().fieldNames()).toIterable().containsExactly("parallax", "kafka", "java");
    assertThat(after.json().get("kafka").asText()).matches("\\d+\\.\\d+\\.\\d+");
  }
}
