package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.session.UpLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpCommandTest {
  @TempDir private Path home;

  @Test
  void refusesASecondSandboxAndNamesTheFirst() throws IOException {
    var held = UpLock.acquire(home.resolve(".parallax/up.lock")).orElseThrow();
    try (held) {
      assertThat(CommandRun.of(home, "up", "--once"))
          .isEqualTo(
              new CommandRun(
                  ExitCode.FAILED,
                  "",
                  "parallax: another 'parallax up' runs here (pid "
                      + ProcessHandle.current().pid()
                      + "): use it, end it with Ctrl-C, or set PARALLAX_HOME to another directory"
                      + " for a second one\n"));
    }
  }

  @Test
  void disagreesAndIsDownOnlyWhereEveryRegionIsAsked() {
    assertThat(CommandRun.of(home, "up", "--down", "ap-south-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: --down needs --once --pattern global-consensus, which asks every"
                    + " region\n"));
    assertThat(
            CommandRun.of(
                    home, "up", "--once", "--pattern", "global-consensus", "--disagree", "mars")
                .err())
        .isEqualTo(
            "parallax: --disagree mars: no such region; there are us-east-1, eu-west-1,"
                + " ap-south-1\n");
  }

  @Test
  void refusesATrialOfOneControlPlaneWhereThereAreThree() {
    assertThat(
            CommandRun.of(
                home,
                "up",
                "--federated",
                "--once",
                "--pattern",
                "global-consensus",
                "--down",
                "ap-south-1"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE, "", "parallax: --disagree and --down go without --federated\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--once --drill nonsense | there is no drill nonsense; there are consensus, failover, chaos, replication, strong",
        "--drill consensus | --drill goes with --once, and without --pattern",
        "--once --executions 5 | --executions and --in-flight go with --drill consensus",
        "--once --drill replication | this drill is one between clusters: add --federated",
        "--once --federated --drill failover | --federated goes with --drill chaos, replication or strong, or without a drill",
        "--once --drill consensus --executions 0 | --executions must be 1 or more, not 0",
      })
  void refusesADrillThatCannotBeDone(String options, String message) {
    var arguments = Stream.concat(Stream.of("up"), Stream.of(options.split(" ")));

    assertThat(CommandRun.of(home, arguments.toArray(String[]::new)))
        .isEqualTo(new CommandRun(ExitCode.USAGE, "", "parallax: " + message + "\n"));
  }
}
