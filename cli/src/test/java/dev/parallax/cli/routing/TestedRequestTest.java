package dev.parallax.cli.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.Conformance;
import dev.parallax.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestedRequestTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeConfig() {
    Conformance.copyTo(directory);
    CommandRun.write(
        directory,
        "parallax.config.yaml",
        """
        regions: [{id: us-east-1}, {id: eu-west-1}, {id: ap-south-1}]
        routing:
          strategy: affinity
          rules:
            - {match: {input.userCountry: [DE, FR]}, agents: {region: eu-west-1}}
            - {match: {metadata.tier: gold, priority: high}, agents: {region: ap-south-1}}
            - {match: {}, agents: {region: "*"}}
          residency:
            rules: [{match: {input.home: eu}, agents: {region: eu-west-1}}]
        """);
  }

  @Test
  void showsOfEveryRegionWhyItWonOrLost() {
    var run = test("--id", "a", "--input", "{\"userCountry\": \"DE\"}");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out().replaceAll("configuration [0-9a-f]{12}", "configuration #"))
        .isEqualTo(
            """
            Execution a
            strategy affinity, origin us-east-1, affinity rule 1, configuration #, epoch 0

            Region      Result          Health   Latency  Weight  Score  Agents  Spare  Why
            us-east-1   excluded by R8  HEALTHY  0ms      -       -      10      100    affinity rule 1 names other regions
            eu-west-1   chosen          HEALTHY  85ms     -       85     8       80     chosen for 1 agent
            ap-south-1  excluded by R8  HEALTHY  180ms    -       -      6       60     affinity rule 1 names other regions

            Routed to eu-west-1, agent eu-6
            """);
  }

  @Test
  void printsTheDecisionRecordAsJson() {
    var run =
        test("--id", "a", "--metadata", "tier=gold", "--priority", "high", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    var json = run.json();
    assertThat(json.get("executionId").asText()).isEqualTo("a");
    assertThat(json.get("result").asText()).isEqualTo("ROUTED");
    assertThat(json.get("reason").isNull()).isTrue();
    assertThat(json.get("rule").asText()).isEqualTo("affinity rule 2");
    assertThat(json.at("/targets/0/region").asText()).isEqualTo("ap-south-1");
    assertThat(json.get("regions")).hasSize(3);
    assertThat(json.at("/regions/1/excludedBy").asText()).isEqualTo("R8");
    assertThat(json.at("/regions/1/latencyMs").asDouble()).isEqualTo(85);
    assertThat(json.at("/regions/1/weight").isNull()).isTrue();
    assertThat(json.get("stateOffsets")).isEmpty();
    assertThat(json.get("deadline").asLong() - json.get("decidedAt").asLong())
        .isEqualTo(2 * 30_000 + 10_000);
  }

  @Test
  void exitsWith1AndTheReasonIfNothingCanServeIt() {
    var run =
        test("--input", "{\"home\": \"eu\", \"secret\": \"s3cr3t\"}", "--capabilities", "analysis");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Unroutable, RESIDENCY: residency rule 1 keeps it from the regions")
        .doesNotContain("s3cr3t");
  }

  @Test
  void takesPatternsFromFiles() {
    CommandRun.write(
        directory,
        "trio.yaml",
        "name: trio\nversion: 1.2.0\nagents: {min: 3, region: eu-west-1}\n");

    var run = test("--patterns", "trio.yaml", "--pattern", "trio", "--id", "a");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("pattern trio 1.2.0")
        .containsPattern("\nRouted to eu-west-1, agents eu-\\d, eu-\\d, eu-\\d\n$");
    assertThat(test("--patterns", "trio.yaml", "--pattern", "duo").out())
        .contains("Unroutable, UNKNOWN_PATTERN: ")
        .contains("\nThe patterns here are: trio\n")
        .endsWith(
            "\nIt may pass: a router holds it for 10s at most, and decides again when the fleet"
                + " changes (R17).\n");
    assertThat(test("--pattern", "duo").out())
        .contains("\nNo pattern is known here: ", " --patterns FILE.\n");
  }

  @Test
  void refusesWhatTheRouterWouldRefuseToRead() {
    var run = test("--id", "a", "--pattern-version", "1.0.0", "--output", "json");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().get("reason").asText()).isEqualTo("INVALID_REQUEST");
    assertThat(run.json().get("message").asText()).startsWith("patternVersion stands without");
    assertThat(run.json().get("regions")).isEmpty();
  }

  @Test
  void neverQuotesAnInputThatIsNoJson() {
    var run = test("--input", "s3cr3t");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualTo(
            "parallax: --input is no JSON (line 1, column 1); write a plain text in double"
                + " quotes\n");
  }

  @Test
  void tellsAllFaultsOfAFleetOrAPattern() {
    CommandRun.write(directory, "f.yaml", "agents: [{id: a, region: mars-1}]\nactiv: us-east-1\n");
    CommandRun.write(directory, "p.yaml", "name: a\nversion: 1\n");

    assertThat(run("--fleet", "f.yaml", "--id", "a").err())
        .isEqualTo(
            """
            parallax: f.yaml is no fleet:
            f.yaml:1: agents[0].region: mars-1 is no region of the configuration; valid here: \
            us-east-1, eu-west-1, ap-south-1
            f.yaml:2: activ: unknown key; did you mean active?
            """);
    assertThat(test("--patterns", "p.yaml", "--id", "a"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                """
                parallax: p.yaml is no pattern:
                p.yaml:2: version: 1 is not a text: give one, in quotes if it looks like a number \
                (X1)
                """));
  }

  @Test
  void saysWhatToNameIfThereIsNothingToTest() {
    assertThat(run())
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: there is nothing to test: name --cases FILE..., or a request such as"
                    + " --input '{}'\n"));
    assertThat(run("--patterns", "trio.yaml").err())
        .isEqualTo("parallax: --patterns has no effect without --fleet: add it\n");
  }

  @Test
  void saysThatAConfigurationIsNeeded(@TempDir Path elsewhere) {
    var fleet = directory.resolve("fleet.yaml").toString();

    assertThat(CommandRun.of(elsewhere, "routing", "test", "--fleet", fleet))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: no configuration is known: name one by --config FILE, or write"
                    + " ./parallax.config.yaml\n"));
  }

  private CommandRun test(String... arguments) {
    var words = new ArrayList<>(List.of("--fleet", "fleet.yaml"));
    words.addAll(List.of(arguments));
    return run(words.toArray(String[]::new));
  }

  private CommandRun run(String... arguments) {
    var words = new ArrayList<>(List.of("routing", "test"));
    words.addAll(List.of(arguments));
    return CommandRun.of(directory, words.toArray(String[]::new));
  }
}
