package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.TestCluster;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.sandbox.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of patterns on a real cluster (P2). */
class PatternIT {
  @TempDir private Path directory;
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").withTopics();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void appliesReplacesDeletesAndBringsBack() {
    assertThat(apply("1.0.0", "one").out()).isEqualTo("vote 1.0.0 applied\n");
    assertThat(apply("1.0.0", "one").out()).isEqualTo("vote 1.0.0 stands already\n");
    assertThat(apply("1.1.0", "two").out()).isEqualTo("vote 1.1.0 applied, replaces 1.0.0\n");

    assertThat(cluster.run("pattern", "show", "vote").out())
        .startsWith("# vote 1.1.0, applied ")
        .contains(" in us-east-1 by ", "\ndescription: two\n");
    assertThat(cluster.run("pattern", "show", "vote", "--version", "1.0.0").out())
        .contains("description: one");
    assertThat(cluster.run("pattern", "list").out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("vote     1.1.0    3       auto    voting plurality  ");

    assertThat(cluster.run("pattern", "delete", "vote").out()).isEqualTo("vote 1.1.0 deleted\n");
    assertThat(cluster.run("pattern", "delete", "vote").out())
        .isEqualTo("vote was deleted already, at version 1.1.0\n");
    assertThat(cluster.run("pattern", "list").out()).startsWith("no patterns");
    assertThat(cluster.run("pattern", "list", "--all").out()).contains("1.1.0 (deleted)");
    assertThat(cluster.run("pattern", "show", "vote").err()).contains("was deleted at version");

    assertThat(apply("1.1.0", "two").err()).contains("a higher version brings it back (P2)");
    assertThat(apply("1.1.1", "two").out())
        .isEqualTo("vote 1.1.1 applied, brings back what was deleted at 1.1.0\n");
  }

  @Test
  void refusesAnOlderVersionAndOtherContentAndThenAppliesNothingOfTheDirectory()
      throws IOException {
    apply("1.10.0", "one");
    var patterns = Files.createDirectory(directory.resolve("patterns"));
    CommandRun.write(patterns, "a.yaml", "name: other\nversion: 1.0.0\n");
    CommandRun.write(patterns, "b.yaml", document("1.9.0", "one"));

    var older = cluster.run("pattern", "apply", "-f", "patterns");

    assertThat(older.code()).isEqualTo(ExitCode.FAILED);
    assertThat(older.out()).isEmpty();
    assertThat(older.err())
        .contains("vote 1.9.0 is refused: version 1.10.0 stands, which is newer")
        .contains("nothing was applied");
    var changed = apply("1.10.0", "another");
    assertThat(changed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(changed.err()).contains("vote 1.10.0 is refused", "other content");
    assertThat(cluster.run("pattern", "show", "other").code()).isEqualTo(ExitCode.FAILED);
    assertThat(cluster.run("pattern", "show", "vote").out()).contains("description: one");
  }

  @Test
  void tellsInJsonWhatBecameOfEveryDocument() throws IOException {
    var patterns = Files.createDirectory(directory.resolve("patterns"));
    CommandRun.write(patterns, "a.yaml", "name: other\nversion: 1.0.0\n");
    CommandRun.write(patterns, "b.yaml", document("1.9.0", "one"));

    var first = cluster.run("pattern", "apply", "-f", "patterns", "--output", "json").json();
    assertThat(first.path("written").asBoolean()).isTrue();
    assertThat(first.path("patterns").findValuesAsText("result")).containsExactly("NEW", "NEW");

    CommandRun.write(patterns, "a.yaml", "name: other\nversion: 1.0.1\n");
    CommandRun.write(patterns, "b.yaml", document("1.8.0", "one"));
    var refused = cluster.run("pattern", "apply", "-f", "patterns", "--output", "json");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.json().path("written").asBoolean()).isFalse();
    assertThat(refused.json().path("patterns").findValuesAsText("result"))
        .containsExactly("REPLACES", "REFUSED");
    assertThat(refused.json().path("patterns").findValuesAsText("standing"))
        .containsExactly("1.0.0", "1.9.0");
    assertThat(refused.json().at("/patterns/1/message").asText()).contains("1.9.0 stands");

    var deleted = cluster.run("pattern", "delete", "vote", "--output", "json").json();
    assertThat(deleted.path("version").asText()).isEqualTo("1.9.0");
    assertThat(deleted.path("result").asText()).isEqualTo("DELETES");
    var again = cluster.run("pattern", "delete", "vote", "--output", "json").json();
    assertThat(again.path("result").asText()).isEqualTo("UNCHANGED");
  }

  @Test
  void onlyTheLayoutOfADocumentMayChangeUnderOneVersion() {
    apply("1.0.0", "one");
    CommandRun.write(
        directory,
        "vote.yaml",
        "# again\n" + document("1.0.0", "one").replace("min: 3", "min:  3"));

    assertThat(cluster.run("pattern", "apply", "-f", "vote.yaml").out())
        .isEqualTo("vote 1.0.0 stands already\n");
  }

  @Test
  void writesNothingInADryRun() {
    CommandRun.write(directory, "vote.yaml", document("1.0.0", "one"));

    assertThat(cluster.run("pattern", "apply", "-f", "vote.yaml", "--dry-run").out())
        .isEqualTo("vote 1.0.0 applied (dry run: nothing is written)\n");

    assertThat(cluster.run("pattern", "list").out()).startsWith("no patterns");
  }

  @Test
  void findsTheFaultsOfAllFilesAndAppliesNone() throws IOException {
    var patterns = Files.createDirectory(directory.resolve("patterns"));
    CommandRun.write(patterns, "a.yaml", "name: a\nversion: 1.0\nagents:\n  mim: 3\n");
    CommandRun.write(patterns, "b.yaml", "name: b\nversion: 1.0.0\nagents:\n  region: eu-west-2\n");
    CommandRun.write(patterns, "c.yaml", "name: c\nversion: 1.0.0\n");

    var applied = cluster.run("pattern", "apply", "-f", "patterns");

    assertThat(applied.code()).isEqualTo(ExitCode.USAGE);
    assertThat(applied.err())
        .contains("a.yaml:2: error: version", "a.yaml:4: error: agents.mim")
        .contains("b.yaml:4: error: agents.region", "region eu-west-2 is not defined", "eu-west-1")
        .contains("nothing was applied");
    assertThat(cluster.run("pattern", "list").out()).startsWith("no patterns");
    var validated = cluster.run("pattern", "validate", "-f", "patterns");
    assertThat(validated.code()).isEqualTo(ExitCode.USAGE);
    assertThat(validated.out()).contains("c.yaml is valid: c 1.0.0");
    assertThat(validated.err()).contains("a.yaml:4");
  }

  @Test
  void saysWhatThereIsInsteadOfAnUnknownName() {
    apply("1.0.0", "one");

    assertThat(cluster.run("pattern", "show", "votes").err()).contains("no pattern votes", "vote");
    var deleted = cluster.run("pattern", "delete", "votes");
    assertThat(deleted.code()).isEqualTo(ExitCode.FAILED);
    assertThat(deleted.err()).contains("no pattern votes", "did you mean vote?");
    assertThat(cluster.run("pattern", "show", "vote", "--version", "3.0.0").err())
        .contains("version 3.0.0 of pattern vote is not kept; there is: 1.0.0");
  }

  @Test
  void writesNothingToAClusterOfOneRegionWithoutItsConfiguration() {
    apply("1.0.0", "one");
    SharedBroker.get().createTopics(List.of(cluster.topics().patternsView()));

    var applied = apply("1.1.0", "two");
    var deleted = cluster.run("pattern", "delete", "vote");

    assertThat(List.of(applied, deleted))
        .allSatisfy(
            run -> {
              assertThat(run.code()).isEqualTo(ExitCode.USAGE);
              assertThat(run.err()).contains("all regions share one cluster", "--config");
            });
    assertThat(cluster.run("pattern", "show", "vote").out()).startsWith("# vote 1.0.0, applied ");
  }

  private CommandRun apply(String version, String description) {
    CommandRun.write(directory, "vote.yaml", document(version, description));
    return cluster.run("pattern", "apply", "-f", "vote.yaml");
  }

  private static String document(String version, String description) {
    return "name: vote\nversion: "
        + version
        + "\ndescription: "
        + description
        + "\nagents:\n  min: 3\n";
  }
}
