package dev.parallax.cli.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.Conformance;
import dev.parallax.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingCasesTest {
  private static final String AFFINITY = "routing-affinity.yaml";

  @TempDir private Path directory;

  @BeforeEach
  void copyCases() {
    Conformance.copyTo(directory);
  }

  @Test
  void everyConformanceCaseHolds() {
    var names = Conformance.all().stream().map(Path::getFileName).map(Path::toString).toList();

    var run = test(names);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("FAILED  ");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines())
        .contains(
            "ok      routing-affinity.yaml:12: a German user's data goes to the EU",
            "fleet.yaml: passed over, it is a fleet",
            "parallax.config.yaml: passed over, it is a configuration")
        .anyMatch(
            line ->
                line.matches(
                    "failover.yaml: \\d+ failover cases skipped: test them by parallax region test"
                        + " --cases"))
        .last()
        .asString()
        .matches("1[0-9]{2} cases: (1[0-9]{2}) ok, 0 FAILED");
  }

  @Test
  void aWrongExpectationFailsWithWhatWasDecidedAndWhy() {
    edit(AFFINITY, "{region: eu-west-1, explains: [\"rule 2\"]}", "{region: us-east-1}");

    var run = test(List.of(AFFINITY));

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            """
            FAILED  routing-affinity.yaml:12: a German user's data goes to the EU
                    expected: region us-east-1
                    actual:   region eu-west-1
                    strategy affinity, origin us-east-1, affinity rule 2, configuration \
            """)
        .contains(
            """
                      us-east-1: affinity rule 2 names other regions (R8); latency 0 ms; 10 eligible \
            agents, spare capacity 100; HEALTHY
                      eu-west-1: chosen for 1 agent;\
            """)
        .endsWith("\n19 cases: 18 ok, 1 FAILED\n")
        .doesNotContain("DE");
  }

  @Test
  void saysWhichPartOfAnExpectationIsNotMet() {
    CommandRun.write(
        directory,
        "cases.yaml",
        """
        config: {include: parallax.config.yaml, routing: {strategy: weighted, weights: {us-east-1: 1, eu-west-1: 1}}}
        fleet: fleet.yaml
        patterns: [{name: pair, version: 1.0.0, agents: {min: 2}}]
        cases:
          - {name: refusal, request: {id: a}, expect: {unroutable: RESIDENCY}}
          - {name: numbers, request: {id: a, pattern: pair}, expect: {regions: {eu-west-1: 1}}}
          - {name: text, request: {id: a}, repeat: 3, expect: {explains: [strategy, no such thing]}}
          - {name: share, request: {id: a}, repeat: 1000, expect: {share: {us-east-1: 0.9}, within: 0.1}}
          - {name: unmoved, fleet: {regions: {ap-south-1: {drained: true}}}, request: {id: a}, repeat: 9, expect: {moved: {}}}
          - {name: strayed, fleet: {regions: {us-east-1: {drained: true}}}, request: {id: a}, repeat: 9, expect: {moved: {from: us-east-1, to: ap-south-1}}}
          - {name: invalid, request: {id: a, patternVersion: 1.0.0}, expect: {region: us-east-1}}
        """);

    var json = run("--cases", "cases.yaml", "--output", "json").json();

    var actual = new ArrayList<String>();
    json.get("cases").forEach(one -> actual.add(one.path("actual").asText()));
    assertThat(actual.get(0)).matches("region (us-east-1|eu-west-1)");
    assertThat(actual.get(1)).isEqualTo(actual.get(0));
    assertThat(actual.get(2)).isEqualTo("a-1: not explained by \"no such thing\"");
    assertThat(actual.get(3)).matches("share \\{eu-west-1=0.\\d+, us-east-1=0.\\d+} of 1000 .*");
    assertThat(actual.get(4)).isEqualTo("none of 9 executions moved");
    assertThat(actual.get(5)).matches("a-\\d: moved from region us-east-1 to region eu-west-1");
    assertThat(actual.get(6))
        .startsWith("unroutable INVALID_REQUEST (patternVersion stands without pattern (R21)");
    assertThat(json.at("/cases/3/expected").asText()).isEqualTo("share {us-east-1=0.9} within 0.1");
    assertThat(json.at("/failed").asInt()).isEqualTo(7);
  }

  @Test
  void printsEveryVerdictAsJson() {
    edit(AFFINITY, "expect: {unroutable: NO_MATCHING_RULE}", "expect: {unroutable: RESIDENCY}");

    var run = run("--output", "json", "--cases", AFFINITY, "fleet.yaml", "failover.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    var json = run.json();
    assertThat(json.at("/cases/0").toString())
        .isEqualTo(
            "{\"file\":\"routing-affinity.yaml\",\"line\":12,"
                + "\"name\":\"a German user's data goes to the EU\",\"ok\":true}");
    var failed = json.at("/cases/10");
    assertThat(failed.get("ok").asBoolean()).isFalse();
    assertThat(failed.get("expected").asText()).isEqualTo("unroutable RESIDENCY");
    assertThat(failed.get("actual").asText()).startsWith("unroutable NO_MATCHING_RULE (");
    assertThat(failed.get("explanation").asText()).startsWith("strategy affinity, origin");
    assertThat(json.get("passedOver").toString())
        .isEqualTo("[{\"file\":\"fleet.yaml\",\"kind\":\"a fleet\"}]");
    assertThat(json.at("/skipped/0/file").asText()).isEqualTo("failover.yaml");
    assertThat(json.at("/skipped/0/failoverCases").asInt()).isPositive();
    assertThat(json.get("total").asInt()).isEqualTo(19);
    assertThat(json.get("ok").asInt()).isEqualTo(18);
    assertThat(json.get("failed").asInt()).isEqualTo(1);
  }

  @Test
  void aFileNamedTwiceIsTestedOnce() {
    assertThat(run("--cases", AFFINITY, "./" + AFFINITY).out())
        .endsWith("\n19 cases: 19 ok, 0 FAILED\n");
  }

  @Test
  void sendsFailoverCasesWhereTheyAreTested() {
    assertThat(test(List.of("failover.yaml", "fleet.yaml")))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: there are only failover cases in failover.yaml fleet.yaml: test them by"
                    + " parallax region test --cases, or name files of routing cases\n"));
  }

  @Test
  void filesWithoutCasesTestNothing() {
    assertThat(test(List.of("fleet.yaml")))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: there are no cases in fleet.yaml: list them below the key cases\n"));
  }

  @Test
  void casesAndARequestExcludeEachOther() {
    assertThat(run("--cases", AFFINITY, "--input", "{}", "--id", "a"))
        .isEqualTo(
            new CommandRun(
                ExitCode.USAGE,
                "",
                "parallax: --input, --id cannot stand beside --cases: files say it all\n"));
  }

  private CommandRun test(List<String> files) {
    var words = new ArrayList<String>(List.of("--cases"));
    words.addAll(files);
    return run(words.toArray(String[]::new));
  }

  private CommandRun run(String... arguments) {
    var words = new ArrayList<>(List.of("routing", "test"));
    words.addAll(List.of(arguments));
    return CommandRun.of(directory, words.toArray(String[]::new));
  }

  private void edit(String name, String before, String after) {
    try {
      var file = directory.resolve(name);
      var text = Files.readString(file);
      assertThat(text).contains(before);
      Files.writeString(file, text.replace(before, after));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
