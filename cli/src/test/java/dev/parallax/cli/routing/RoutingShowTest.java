package dev.parallax.cli.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingShowTest {
  private static final String REGIONS =
      "regions: [{id: us-east-1}, {id: eu-west-1}, {id: ap-south-1}]\n";

  @TempDir private Path directory;

  @Test
  void showsResidencyBeforeTheRulesThenWarnings() {
    var out =
        show(
            """
            routing:
              strategy: affinity
              residency:
                unmatched: refuse
                rules:
                  - match: {input.dataResidency: eu, metadata.tenant: "*"}
                    regions: [eu-west-1]
                    capabilities: [gdpr-compliant]
              rules:
                - match: {input.tier: [1, "1", true, NO, null]}
                  agents: {region: $input.preferredRegion}
                  fallback: nearestRegion
                - match: {input.country: DE}
                  agents: {region: [eu-west-1, us-east-1], capabilities: [b, a]}
              hold: 500ms
            """);

    assertThat(out.lines().skip(1))
        .startsWith(
            "",
            "General",
            "  Setting             Value",
            "  strategy            affinity",
            "  regions             us-east-1, eu-west-1, ap-south-1",
            "  origin              us-east-1, where a request names none",
            "  crossRegionEnabled  true",
            "  hold                500ms at most, until what a request lacks is there",
            "  maxHeld             100000 requests",
            "",
            "Residency, before any strategy: the first rule that matches binds",
            "  Rule  Match                                                 Regions    Capabilities",
            "  1     input.dataResidency = eu and metadata.tenant present"
                + "  eu-west-1  gdpr-compliant",
            "  unmatched: refuse, so what no rule matches is unroutable",
            "",
            "Affinity: the first rule that matches names the regions (R8)",
            "  Rule  Match                                   Regions                 Capabilities"
                + "  Fallback",
            "  1     input.tier in [1, \"1\", true, NO, null]  $input.preferredRegion  -         "
                + "    nearestRegion",
            "  2     input.country = DE                      eu-west-1, us-east-1    a, b        "
                + "  none: strict",
            "  what no rule matches is unroutable (NO_MATCHING_RULE)",
            "  among several regions of a rule the nearest is taken (R6)",
            "")
        .anyMatch(line -> line.contains("warning: routing.residency (C4)"))
        .anyMatch(line -> line.contains("warning: routing.rules[0] (C4)"));
  }

  @Test
  void showsBoundAndFallbackOfLatency() {
    assertThat(
            show("routing: {config: {maxLatency: 200, sameRegionBonus: 50, fallback: anyRegion}}"))
        .contains("Residency: no rules, nothing is bound")
        .endsWith(
            """
            Latency: the nearest region (R6)
              Setting          Value
              maxLatency       200ms
              sameRegionBonus  50ms
              fallback         anyRegion
            """);
  }

  @Test
  void showsPreferencesInOrder() {
    assertThat(show("routing: {preferences: [sameRegion, nearestRegion, anyRegion]}"))
        .endsWith(
            """
            Latency: the first preference that a region meets (R7)
              Setting      Value
              maxLatency   none
              preferences  sameRegion, then nearestRegion, then anyRegion
            """);
  }

  @Test
  void showsSharesOfWeights() {
    assertThat(show("routing: {strategy: weighted, weights: {us-east-1: 3, eu-west-1: 1.5}}"))
        .endsWith(
            """
              Region      Weight  Share
              us-east-1   3       66.7%
              eu-west-1   1.5     33.3%
              ap-south-1  0       only if no other is eligible
            """);
  }

  @Test
  void showsWhatRegionsDeclare() {
    assertThat(
            show(
                "routing: {strategy: capability, config: {regionCapabilities:"
                    + " {eu-west-1: [translation, analysis]}, requireExactMatch: true}}"))
        .contains("requireExactMatch: true")
        .endsWith(
            """
              Region      Declares
              us-east-1   -
              eu-west-1   analysis, translation
              ap-south-1  -
            """);
  }

  @Test
  void showsTheOrderThatDecidesAmongTheRegionsOfARule() {
    var out =
        show(
            """
            routing:
              strategy: affinity
              rules: [{match: {}, agents: {region: "*"}}]
            disasterRecovery: {mode: active-passive, standby: [ap-south-1, eu-west-1]}
            """);

    assertThat(out)
        .contains("  1     everything  any      -             -\n")
        .doesNotContain("NO_MATCHING_RULE")
        .contains(
            """
              among several regions of a rule decides:

            Failover: the active region, else the next in order that is eligible (R11)
              Place  Region      Part
              1      us-east-1   primary
              2      ap-south-1  standby
              3      eu-west-1   standby
            """)
        .contains("warning: disasterRecovery.mode (C4)");
  }

  @Test
  void saysWhatIsNotSupportedYet() {
    assertThat(show("controlPlane: {mode: federated}"))
        .contains("NOT YET SUPPORTED: controlPlane.mode = federated (C3)");
  }

  @Test
  void printsJsonWithNumberedRulesAndWarnings() {
    write(
        "routing: {strategy: weighted, weights: {us-east-1: 1}, residency:"
            + " {rules: [{match: {input.a: eu}, regions: eu-west-1}]}}");

    var json =
        CommandRun.of(directory, "routing", "show", "--config", "c.yaml", "--output", "json")
            .json();

    assertThat(json.at("/routing/weights").toString()).isEqualTo("{\"us-east-1\":1}");
    assertThat(json.at("/routing/residency/rules/0").toString())
        .isEqualTo(
            "{\"match\":{\"input.a\":[\"eu\"]},\"agents\":{\"region\":[\"eu-west-1\"]},"
                + "\"rule\":1}");
    assertThat(json.get("currentRegion").asText()).isEqualTo("us-east-1");
    assertThat(json.get("runnable").asBoolean()).isTrue();
    assertThat(json.get("warnings")).hasSize(2);
  }

  @Test
  void refusesAFaultyFileWithAllItsFaults() {
    write("routing: {strategy: latncy, hold: 10}");

    var run = CommandRun.of(directory, "routing", "show", "c.yaml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("did you mean latency?", "routing.hold = 10");
  }

  private String show(String yaml) {
    write(yaml);
    var run = CommandRun.of(directory, "routing", "show", "c.yaml");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private void write(String yaml) {
    CommandRun.write(directory, "c.yaml", REGIONS + yaml + "\n");
  }
}
