package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.session.UpLock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
