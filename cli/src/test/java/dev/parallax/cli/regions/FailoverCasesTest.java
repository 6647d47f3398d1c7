package dev.parallax.cli.regions;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverCasesTest {
  private static final String CASES =
      """
      config:
        regions: [{id: a, endpoint: "https://a.example"}, {id: b, endpoint: "https://b.example"}]
        routing: {strategy: failover, failoverOrder: [b]}
      cases:
        - name: one
          timeline:
            - {at: 0s, probes: {a: ok, b: ok}, agents: {a: 1, b: 1}}
            - {at: 60s, command: {kind: drain, from: a}, expect: {active: b}}
      """;

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
            "ok      failover.yaml:1: three failures fail over, two do not",
            "fleet.yaml: passed over, it is a fleet")
        .anyMatch(
            line ->
                line.matches(
                    "routing-latency.yaml: \\d+ routing cases skipped: test them by parallax"
                        + " routing test --cases"))
        .last()
        .asString()
        .matches("([4-9][0-9]) cases: \\1 ok, 0 FAILED");
  }

  @Test
  void aFailedCaseTellsWhatHappened() {
    var run = test(CASES.replace("active: b}", "active: a, epoch: 2, events: [DRAIN]}"));

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            FAILED  cases.yaml:5: one
                    expected: at 60s: active a; epoch 2; events [DRAIN]
                    actual:   active b; events [FAILOVER, DRAIN]
                    a: HEALTHY (up for 1 observer), 1 agents, DRAINED
                    b: HEALTHY (up for 1 observer), 1 agents, active, SERVING
                    60s FAILOVER from a to b: a is drained (F6)
                    60s DRAIN from a: ordered (F6)
            1 case: 0 ok, 1 FAILED
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "active: a                      | active b",
        "epoch: 1                       | epoch 2",
        "health: {a: UNKNOWN}           | a HEALTHY",
        "events: []                     | events [FAILOVER, DRAIN]",
        "refused: last                  | nothing refused",
        "'serving: {a: true, b: false}' | a DRAINED; b SERVING",
      })
  void saysWhichPartOfAnExpectationIsNotMet(String expected, String actual) {
    var run = test(CASES.replace("active: b}", expected + "}"), "--output", "json").json();

    assertThat(run.at("/cases/0/actual").asText()).isEqualTo(actual);
    assertThat(run.get("failed").asInt()).isEqualTo(1);
  }

  @Test
  void aRefusalForAnotherReasonIsNotTheOneExpected() {
    var run =
        test(CASES.replace("from: a}, expect: {active: b}", "from: c}, expect: {refused: last}"));

    assertThat(run.out())
        .contains("actual:   refused with [c is not a region of the configuration (F6): name one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at: 60s           | at: 1             | cases[0].timeline[1].at: 1 is not a duration",
        "at: 0s            | at: 61s           | cases[0].timeline[1].at: 60s is earlier than",
        "at: 60s           | at: 169h          | cases[0].timeline[1].at: 169h is later than 168h",
        "active: b         | active: c         | expect.active: c is no region",
        "active: b         | activ: b          | expect.activ: unknown key",
        "expect: {active: b}| expect: {}       | expect: {...} expects nothing",
        "', expect: {active: b}'| ''           | cases[0].timeline: [...] expects nothing",
        "active: b         | health: {a: WELL} | health.a: WELL is not valid",
        "active: b         | events: [MOVE]    | events[0]: MOVE is not valid",
        "a: ok             | a: fine           | probes.a: fine is neither ok, fail, timeout",
        "a: ok             | a: {a: ok}        | probes.a.a: unknown key",
        "a: 1              | a: -1             | agents.a: -1 is not a whole number",
        "'agents: {a: 1, b: 1}'|'traffic: {a: {executions: 1, failures: 2}}'| is more than executions",
        "kind: drain       | king: drain       | command.king: unknown key",
        "strategy: failover| strategy: fail    | config.routing.strategy: fail",
      })
  void nothingIsTestedWhereAFileIsFaulty(String right, String wrong, String fault) {
    var run = test(CASES.replace(right, wrong));

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("parallax: nothing was tested").contains(fault);
  }

  @Test
  void sendsRoutingCasesWhereTheyAreTested() {
    var run = test(List.of("routing-latency.yaml"));

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualTo(
            "parallax: there are only routing cases in routing-latency.yaml: test them by parallax"
                + " routing test --cases, or name files of failover cases\n");
  }

  private CommandRun test(String text, String... arguments) {
    try {
      Files.writeString(directory.resolve("cases.yaml"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return test(List.of("cases.yaml"), arguments);
  }

  private CommandRun test(List<String> files, String... arguments) {
    var words = new ArrayList<String>(List.of("region", "test"));
    words.addAll(List.of(arguments));
    words.add("--cases");
    words.addAll(files);
    return CommandRun.of(directory, words.toArray(String[]::new));
  }
}
