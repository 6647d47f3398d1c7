package dev.parallax.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {
  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1");
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void createsWhatIsMissingAndThenNothing() {
    var names =
        cluster.topics().all(List.of("us-east-1")).stream().map(TopicSpec::name).sorted().toList();

    var first = cluster.run("topics", "create", "--output", "json");
    var second = cluster.run("topics", "create");

    assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.OK);
    assertThat(first.json().get("created"))
        .extracting(node -> node.asText())
        .containsExactlyElementsOf(names);
    assertThat(second).isEqualTo(new CommandRun(ExitCode.OK, "all topics exist\n", ""));
  }

  @Test
  void checksTheClusterAgainstTheCatalogue() {
    var prefix = cluster.topics().requests().name().replace("requests", "");
    var other = new TopicCatalogue(prefix, 7);
    SharedBroker.get().createTopics(List.of(other.requests(), other.executions("gone-1")));

    var run = cluster.run("topics", "list", "--check", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().at("/topics/0/cluster").asText()).isEqualTo("7 partitions instead of 2");
    assertThat(run.json().at("/topics/1/cluster").asText()).isEqualTo("missing");
    assertThat(run.json().at("/orphaned/0").asText()).isEqualTo(prefix + "executions.gone-1");
  }

  @Test
  void refusesATopicWithOtherPartitionsAndSaysWhatToDo() {
    var prefix = cluster.topics().requests().name().replace("requests", "");
    SharedBroker.get().createTopics(List.of(new TopicCatalogue(prefix, 7).requests()));

    var run = cluster.run("topics", "create");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("parallax: ").contains(prefix + "requests", "7", "2");
  }

  @Test
  void needsRegionsToCreateTheirTopics(@TempDir Path elsewhere) {
    var run =
        CommandRun.of(
            elsewhere, "topics", "create", "--bootstrap-servers", cluster.bootstrapServers());

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("name a configuration by --config FILE");
  }
}
