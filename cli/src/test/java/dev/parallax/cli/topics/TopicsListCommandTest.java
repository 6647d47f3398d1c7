package dev.parallax.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsListCommandTest {
  @TempDir private Path directory;

  @Test
  void listsTheTopicsOfAConfigurationWithoutACluster() {
    CommandRun.write(
        directory,
        "parallax.config.yaml",
        """
        regions:
          - id: us-east-1
        topics:
          prefix: fleet.
          partitions: 3
        """);

    var run = CommandRun.of(directory, "topics", "list");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .contains(
            "fleet.executions.us-east-1  3           delete 7d   ExecutionTask          Tasks for"
                + " the agents of us-east-1");
  }

  @Test
  void listsTheDefaultsAndSaysSoWithoutAConfiguration() {
    var run = CommandRun.of(directory, "topics", "list", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("no configuration is known");
    assertThat(run.json().get("topics").findValuesAsText("name"))
        .contains("parallax.requests", "parallax.dead-letters")
        .noneMatch(name -> name.startsWith("parallax.executions."));
  }
}
