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

class FaultyCasesTest {
  private static final String SHARED =
      "config: {include: parallax.config.yaml}\nfleet: fleet.yaml\n";

  @TempDir private Path directory;

  @BeforeEach
  void copyCases() {
    Conformance.copyTo(directory);
  }

  @Test
  void tellsAllFaultsOfAllFilesAtOnce() {
    CommandRun.write(
        directory,
        "a.yaml",
        """
        config:
          include: parallax.config.yaml
          routing: {strategy: latncy}
        flet: fleet.yaml
        patterns: [{name: a, version: one}]
        cases:
          - name: misspelt
            requst: {id: a}
            expect: {regoin: us-east-1}
            fleet: {regions: {us-esat-1: {drained: true}}}
        """);
    CommandRun.write(
        directory,
        "b.yaml",
        SHARED
            + """
            cases:
              - {name: n, request: {id: a, input: {a: 1, a: 2}}, expect: {region: us-east-1}}
            """);

    var run = faulty("a.yaml", "b.yaml", "gone.yaml");

    assertThat(run.err().lines())
        .containsExactly(
            "parallax: nothing was tested, the files have faults:",
            "a.yaml:3: config.routing.strategy: latncy is not valid; did you mean latency? (C3)",
            "a.yaml:4: flet: unknown key; did you mean fleet?",
            "a.yaml:5: patterns[0].version: one is no semantic version such as 1.4.0 (X1)",
            "a.yaml:7: cases[0].request: is missing: what is to be routed",
            "a.yaml:8: cases[0].requst: unknown key; did you mean request?",
            "a.yaml:9: cases[0].expect.regoin: unknown key; did you mean region?",
            "b.yaml:4: cases[0].request.input.a: stands twice: keep one",
            "gone.yaml: does not exist: create it, or name another file (C3)");
  }

  @Test
  void saysOfEveryExpectationWhatIsWrong() {
    assertThat(
            faults(
                """
                cases:
                  - {name: 7, request: {id: a}, repeat: 0, expect: {}}
                  - {name: n, request: {}, expect: {region: us-east-1, unroutable: EXPIRED, within: 0.1}}
                  - {name: n, request: {id: a}, expect: {share: {us-esat-1: 2}}}
                  - {name: n, request: {id: a}, expect: {moved: {to: venus-1}}}
                  - {name: n, request: {id: a}, expect: {unroutable: RESIDENCE}}
                """))
        .containsExactly(
            "a.yaml:4: cases[0].name: 7 is not a text: give one, in quotes if it looks like a number",
            "a.yaml:4: cases[0].repeat: 0 is not a whole number, 1 or more",
            "a.yaml:4: cases[0].expect: {...} expects nothing: name a region, or a reason in unroutable",
            "a.yaml:5: cases[1].request.id: is missing: any text; it decides among equals",
            "a.yaml:5: cases[1].expect.unroutable: EXPIRED stands beside region: a decision is one or the other",
            "a.yaml:5: cases[1].expect.within: 0.1 has no effect without share: leave it out",
            "a.yaml:6: cases[2].expect.share.us-esat-1: unknown key; did you mean us-east-1?",
            "a.yaml:7: cases[3].expect.moved.to: venus-1 is no region of the configuration; valid here: us-east-1, eu-west-1, ap-south-1",
            "a.yaml:7: cases[3].expect: {...} expects moves without a config or fleet of its own: nothing can move",
            "a.yaml:8: cases[4].expect.unroutable: RESIDENCE is not valid; did you mean RESIDENCY?");
  }

  @Test
  void saysOfAFleetWhatIsWrong() {
    assertThat(
            faults(
                """
                cases:
                  - name: n
                    request: {id: a}
                    expect: {region: us-east-1}
                    fleet:
                      active: us-east-9
                      latencyMs: {us-east-1: {eu-west-1: -1, eu-west-9: 3}}
                      regions:
                        us-esat-1: {drained: true}
                        us-east-1: {health: FINE, drained: yes}
                        eu-west-1: {evacuatedTo: eu-west-1}
                      agents:
                        - {region: us-east-1, count: 0}
                        - {id: a, region: us-east-1, status: asleep, load: full}
                """))
        .containsExactly(
            "a.yaml:8: cases[0].fleet.active: us-east-9 is no region of the configuration; did you mean us-east-1?",
            "a.yaml:9: cases[0].fleet.latencyMs.us-east-1.eu-west-9: unknown key; did you mean eu-west-1?",
            "a.yaml:9: cases[0].fleet.latencyMs.us-east-1.eu-west-1: -1 is not a number from 0 on",
            "a.yaml:11: cases[0].fleet.regions.us-esat-1: unknown key; did you mean us-east-1?",
            "a.yaml:12: cases[0].fleet.regions.us-east-1.health: FINE is not valid; valid here: UNKNOWN, HEALTHY, DEGRADED, UNHEALTHY",
            "a.yaml:12: cases[0].fleet.regions.us-east-1.drained: yes is neither true nor false",
            "a.yaml:13: cases[0].fleet.regions.eu-west-1.evacuatedTo: eu-west-1 is the region itself: name another",
            "a.yaml:15: cases[0].fleet.agents[0].id: is missing: the agent's name",
            "a.yaml:15: cases[0].fleet.agents[0].count: 0 is not a whole number, 1 or more",
            "a.yaml:16: cases[0].fleet.agents[1].load: full is not a number from 0 on",
            "a.yaml:16: cases[0].fleet.agents[1].status: asleep is not valid; valid here: connected, draining, disconnected");
  }

  @Test
  void tellsAFaultOfASharedConfigurationOnce() {
    CommandRun.write(directory, "base.yaml", "regions: [{id: us-east-1, primry: true}]\n");
    CommandRun.write(
        directory,
        "a.yaml",
        """
        config: base.yaml
        cases:
          - {name: n, request: {id: a}, expect: {region: us-east-1}}
          - {name: o, request: {id: a}, expect: {region: us-east-1}}
          - {name: p, config: {routing: {hold: 0}}, request: {id: a}, expect: {region: us-east-1}}
        """);

    assertThat(faulty("a.yaml").err().lines().skip(1))
        .containsExactly(
            "a.yaml:5: cases[2].config.routing.hold: 0 is not a duration: write a whole number and its unit: 250ms, 10s, 5m or 1h (C2)",
            "base.yaml:1: regions[0].primry = true: unknown key; did you mean primary? (C3)");
  }

  @Test
  void namesTheFileThatIncludesWhatIsNotThereOrItself() {
    CommandRun.write(directory, "loop.yaml", "include: loop.yaml\n");
    CommandRun.write(
        directory,
        "a.yaml",
        """
        config: {include: loop.yaml}
        fleet: none.yaml
        cases: []
        """);

    assertThat(faulty("a.yaml").err().lines().skip(1))
        .containsExactly(
            "a.yaml:2: fleet: none.yaml cannot be taken in",
            "loop.yaml:1: config.include.include: loop.yaml includes itself: leave one of them out",
            "none.yaml: does not exist: create it, or name another file (C3)");
  }

  @Test
  void aFileOfSomethingElseIsAFault() {
    CommandRun.write(directory, "a.yaml", "casse: []\n");
    CommandRun.write(directory, "b.yaml", "a: [\n");

    assertThat(faulty("a.yaml", "b.yaml").err().lines().skip(1))
        .containsExactly(
            "a.yaml:1: holds no cases: list them below the key cases, each with a request or timeline, and expect",
            "b.yaml:2: is no YAML: while parsing a flow node: expected the node content, but found '<stream end>' (C2)");
  }

  @Test
  void printsFaultsAsJson() {
    CommandRun.write(directory, "a.yaml", SHARED + "cases:\n  - {name: n, expect: {region: x}}\n");

    var run = CommandRun.of(directory, "routing", "test", "--output", "json", "--cases", "a.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.json().at("/faults/0").toString())
        .isEqualTo(
            "{\"file\":\"a.yaml\",\"line\":4,\"path\":\"cases[0].request\",\"value\":\"\","
                + "\"rule\":\"\",\"message\":\"is missing: what is to be routed\"}");
    assertThat(run.json().get("faults")).hasSize(2);
  }

  private List<String> faults(String cases) {
    CommandRun.write(directory, "a.yaml", SHARED + cases);
    return faulty("a.yaml").err().lines().skip(1).toList();
  }

  private CommandRun faulty(String... files) {
    var words = new ArrayList<>(List.of("routing", "test", "--cases"));
    words.addAll(List.of(files));
    var run = CommandRun.of(directory, words.toArray(String[]::new));
    assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    return run;
  }
}
