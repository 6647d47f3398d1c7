package dev.parallax.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.runtime.access.AccessRules;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AclPrintCommandTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeAConfiguration() {
    CommandRun.write(
        directory,
        "parallax.config.yaml",
        """
        regions: [{id: us-east-1}, {id: eu-west-1}]
        kafka: {bootstrapServers: "kafka.example:9092"}
        """);
  }

  @Test
  void printsTheRightsOfTheAgentsOfARegion() {
    var run = CommandRun.of(directory, "acl", "print", "--role", "agent", "--region", "eu-west-1");

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                ExitCode.OK,
                """
                Role             Principal              Resource                             Operations
                agent@eu-west-1  User:agents-eu-west-1  topic parallax.executions.eu-west-1  READ
                agent@eu-west-1  User:agents-eu-west-1  topic parallax.results               WRITE
                agent@eu-west-1  User:agents-eu-west-1  topic parallax.heartbeats            WRITE
                """,
                ""));
  }

  @Test
  void printsLinesForKafkasOwnToolForEveryPrincipalOfARole() {
    var run =
        CommandRun.of(
            directory,
            "acl",
            "print",
            "--format",
            "commands",
            "--role",
            "observer,producer",
            "--principal",
            "producer=User:shop",
            "--principal",
            "producer=User:CN=web,O=Example");

    var begin =
        "kafka-acls.sh --bootstrap-server kafka.example:9092 --command-config admin.properties"
            + " --add --allow-principal ";
    var writes = " --operation Write --topic parallax.requests --topic parallax.cancellations";
    var reads =
        " --operation Read --topic parallax.outcomes --topic parallax.unroutable --topic"
            + " parallax.dead-letters";
    assertThat(run.out().lines())
        .containsExactly(
            begin + "User:shop" + writes,
            begin + "User:shop" + reads,
            begin + "'User:CN=web,O=Example'" + writes,
            begin + "'User:CN=web,O=Example'" + reads,
            begin
                + "User:parallax-observer --operation Write --operation DescribeConfigs --topic"
                + " parallax.probes");
  }

  @Test
  void printsPrefixesAsJson() {
    var run = CommandRun.of(directory, "acl", "print", "--role", "router", "--output", "json");

    assertThat(run.json().get("rights"))
        .anySatisfy(
            right -> {
              assertThat(right.get("role").asText()).isEqualTo("router");
              assertThat(right.get("resourceType").asText()).isEqualTo("TRANSACTIONAL_ID");
              assertThat(right.get("name").asText()).isEqualTo("parallax-router-");
              assertThat(right.get("patternType").asText()).isEqualTo("PREFIXED");
              assertThat(right.get("operations").toString()).isEqualTo("[\"WRITE\"]");
            });
  }

  @Test
  void saysWhichRolesThereAre() {
    var unknown = CommandRun.of(directory, "acl", "print", "--principal", "agnt=User:x");
    var nobody = CommandRun.of(directory, "acl", "print", "--role", "replicator");
    var malformed = CommandRun.of(directory, "acl", "print", "--principal", "router");

    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("nobody is agnt", "did you mean agent?");
    assertThat(nobody.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nobody.err()).contains("nobody is that at this cluster", "agent@eu-west-1");
    assertThat(malformed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(malformed.err()).contains("written ROLE=User:name");
  }

  @Test
  void meansTheClusterOfOneRegionWhereEveryRegionHasItsOwn() {
    CommandRun.write(
        directory,
        "parallax.config.yaml",
        """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "us.example:9092"}}
          - {id: eu-west-1, kafka: {bootstrapServers: "eu.example:9092"}}
        controlPlane: {mode: federated}
        """);

    var run =
        CommandRun.of(
            directory,
            "acl",
            "print",
            "--region",
            "eu-west-1",
            "--role",
            "replicator,agent",
            "--principal",
            "replicator@us-east-1=User:carrier",
            "--output",
            "json");

    assertThat(run.json().get("bootstrapServers").asText()).isEqualTo("eu.example:9092");
    assertThat(run.json().get("region").asText()).isEqualTo("eu-west-1");
    assertThat(Set.copyOf(run.json().get("rights").findValuesAsText("principal")))
        .containsExactlyInAnyOrder(
            "User:agents-eu-west-1", "User:parallax-replicator-eu-west-1", "User:carrier");
    assertThat(run.json().get("rights"))
        .filteredOn(right -> right.get("principal").asText().equals("User:carrier"))
        .isNotEmpty()
        .allSatisfy(
            right -> assertThat(right.get("operations").toString()).doesNotContain("WRITE"));
  }

  @Test
  void thePageShowsTheMatrixOfTheRules() throws IOException {
    var config = ConfigFiles.load(directory.resolve("parallax.config.yaml"));
    var topics = SystemTopics.of(config).stream().map(TopicSpec::name).toList();
    var matrix = AccessMatrix.expected(AccessRules.of(config), topics).toString();

    var page = Files.readString(Path.of("..", "docs", "access-control.md"), UTF_8);

    assertThat(page).contains("```text\n" + matrix + "\n```");
  }

  @Test
  void needsAConfigurationForTheRegions(@TempDir Path elsewhere) {
    var run = CommandRun.of(elsewhere, "acl", "print", "--bootstrap-servers", "kafka.example:9092");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("name a configuration by --config FILE");
  }
}
