package dev.parallax.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C3, R5, R8: what can be wrong with the rules of affinity and residency. */
class RuleFaultsTest {

  @Test
  void refusesAffinityWithoutRules() {
    assertThat(Documents.faults("routing: {strategy: affinity}"))
        .containsExactly(
            "1 routing.rules: is missing: give at least one rule, such as - match: {} with "
                + "its agents (R8)");
  }

  @Test
  void refusesAffinityWithAnEmptyListOfRules() {
    assertThat(Documents.faults("routing: {strategy: affinity, rules: []}"))
        .containsExactly("1 routing.rules: this list is empty: give at least one rule (R8)");
  }

  @Test
  void refusesARuleAfterOneThatMatchesEverything() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {}, agents: {region: us-east-1}}
                - {match: {input.country: DE}, agents: {region: eu-west-1}}
            """))
        .containsExactly(
            "5 routing.rules[1]: rule 2 is never reached: rule 1 before it matches everything; "
                + "change their order, or remove one (R8)");
  }

  @Test
  void refusesARuleAfterOneThatMatchesTheSame() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {input.tier: 1, priority: high}, agents: {region: us-east-1}}
                - {match: {priority: high, input.tier: 1.0}, agents: {region: eu-west-1}}
            """))
        .containsExactly(
            "5 routing.rules[1]: rule 2 is never reached: rule 1 before it matches the same; "
                + "change their order, or remove one (R8)");
  }

  /** A rule is never reached if an earlier one has no condition that this one does not imply. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{input.a: [1, 2, x]} | {input.a: 2}",
        "{input.a: [1, 2, x]} | {input.a: [x, 1.0]}",
        "{input.a: '*'} | {input.a: 2}",
        "{input.a: '*'} | {input.a: '*', pattern: p}",
        "{input.a: '*'} | {input.a: [true, x]}",
        "{pattern: [p, q]} | {priority: high, pattern: q}",
      })
  void refusesARuleAfterOneThatMatchesAllThatItDoes(String earlier, String later) {
    assertThat(Documents.faults(rules(earlier, later)))
        .containsExactly(
            "5 routing.rules[1]: rule 2 is never reached: rule 1 before it matches all that it"
                + " does; change their order, or remove one (R8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{input.a: 1} | {input.a: [1, 2]}",
        "{input.a: 1} | {input.a: '*'}",
        "{input.a: '*'} | {input.a: [x, '']}",
        "{input.a: '*'} | {input.a: [x, null]}",
        "{input.a: 1, pattern: p} | {input.a: 1}",
        "{input.a: 1} | {input.b: 1}",
        "{input.a: '7'} | {input.a: 7}",
        "{metadata.a: '7'} | {input.a: '7'}",
      })
  void acceptsARuleThatAnEarlierOneLeavesSomethingTo(String earlier, String later) {
    assertThat(Documents.faults(rules(earlier, later))).isEmpty();
  }

  @Test
  void countsFaultyRulesToo() {
    assertThat(Documents.faults(rules("{inptu.a: 1}", "{}", "{}")))
        .last()
        .isEqualTo(
            "6 routing.rules[2]: rule 3 is never reached: rule 2 before it matches everything;"
                + " change their order, or remove one (R8)");
  }

  private static String rules(String... matches) {
    var yaml = new StringBuilder("routing:\n  strategy: affinity\n  rules:\n");
    for (var match : matches) {
      yaml.append("    - {match: ").append(match).append(", agents: {region: us-east-1}}\n");
    }
    return yaml.toString();
  }

  @Test
  void takesNoFaultyMatchForOneThatMatchesEverything() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {inptu.country: DE}, agents: {region: us-east-1}}
                - {match: {}, agents: {region: us-east-1}}
            """))
        .containsExactly(
            "4 routing.rules[0].match.inptu.country: inptu.country is nothing that a rule "
                + "can match; write input. and a path, such as input.userCountry (R8)");
  }

  @Test
  void refusesARuleWithoutMatchOrAgents() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {}
                - {match: {}, agents: {}}
            """))
        .containsExactly(
            "4 routing.rules[0].match: is missing: say what the rule matches; {} matches "
                + "everything (R8)",
            "4 routing.rules[0].agents.region: is missing: name the rule's regions; \"*\" "
                + "means any (R8)",
            "5 routing.rules[1].agents.region: is missing: name the rule's regions; \"*\" "
                + "means any (R8)");
  }

  @Test
  void refusesRegionsOfRulesThatAreNotDefined() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {input.a: 1}, agents: {region: eu-west-9}}
                - {match: {input.b: 1}, agents: {region: [us-east-1, "*", us-east-1]}}
                - {match: {input.c: 1}, agents: {region: []}}
            """))
        .containsExactly(
            "4 routing.rules[0].agents.region: eu-west-9 is no defined region; did you "
                + "mean eu-west-1? (C3)",
            "5 routing.rules[1].agents.region[1]: * is no defined region; valid here: "
                + "us-east-1, eu-west-1, ap-south-1, us-west-2 (C3)",
            "5 routing.rules[1].agents.region: this list names us-east-1 twice: keep one (C3)",
            "6 routing.rules[2].agents.region: this list names no region: name at least one (C3)");
  }

  @Test
  void refusesTemplatesThatReadNothing() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {input.a: 1}, agents: {region: $input}}
                - {match: {input.b: 1}, agents: {region: $input.}}
                - {match: {input.c: 1}, agents: {region: $metadata.region}}
                - {match: {input.d: 1}, agents: {region: $input.a || "auto"}}
            """))
        .containsExactly(
            "4 routing.rules[0].agents.region: $input reads nothing: write $input. and a "
                + "path, such as $input.preferredRegion (R8)",
            "5 routing.rules[1].agents.region: $input. reads nothing: write $input. and a "
                + "path, such as $input.preferredRegion (R8)",
            "6 routing.rules[2].agents.region: $metadata.region reads nothing: write "
                + "$input. and a path, such as $input.preferredRegion (R8)",
            "7 routing.rules[3].agents.region: $input.a || \"auto\" offers an "
                + "alternative, which only the region of a pattern can: write $input. and a path, "
                + "and a further rule for the rest (R8)");
  }

  @Test
  void refusesKeysThatNoRuleCanMatch() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - match: {input: {country: DE}, input..x: 1, metdata.tenant: a, prioritty: high, country: DE}
                  agents: {region: us-east-1}
            """))
        .containsExactly(
            "4 routing.rules[0].match.input: input is nothing that a rule can match; write "
                + "input. and a path, such as input.userCountry (R8)",
            "4 routing.rules[0].match.input..x: input..x is nothing that a rule can match; "
                + "write input. and a path, such as input.userCountry (R8)",
            "4 routing.rules[0].match.metdata.tenant: metdata.tenant is nothing that a "
                + "rule can match; write metadata. and a key, such as metadata.tenant (R8)",
            "4 routing.rules[0].match.prioritty: prioritty is nothing that a rule can "
                + "match; did you mean priority? (R8)",
            "4 routing.rules[0].match.country: country is nothing that a rule can match; "
                + "valid here: input.<path>, metadata.<key>, pattern, priority, originRegion (R8)");
  }

  @Test
  void refusesConditionsThatNeverHold() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - match: {input.a: [], input.b: ["*", x], input.c: {d: e}, priority: 1, metadata.x: true, originRegion: mars}
                  agents: {region: us-east-1}
            """))
        .containsExactly(
            "4 routing.rules[0].match.input.a: this list is empty, so that the rule never "
                + "matches: name at least one value (R8)",
            "4 routing.rules[0].match.input.b[0]: * stands alone, not in a list: it means "
                + "present and not empty (R8)",
            "4 routing.rules[0].match.input.c: this section is not a list: write [a, b], "
                + "or one item a line after - (C3)",
            "4 routing.rules[0].match.priority: 1 is not a text: if it is meant as one, "
                + "put it in quotes (C2)",
            "4 routing.rules[0].match.metadata.x: true is not a text: if it is meant as "
                + "one, put it in quotes (C2)",
            "4 routing.rules[0].match.originRegion: mars is no defined region; valid here: "
                + "us-east-1, eu-west-1, ap-south-1, us-west-2 (C3)");
  }

  @Test
  void refusesAFallbackThatRulesDoNotHave() {
    assertThat(
            Documents.faults(
                """
            routing:
              strategy: affinity
              rules:
                - {match: {}, agents: {region: us-east-1}, fallback: sameRegion}
            """))
        .containsExactly(
            "4 routing.rules[0].fallback: sameRegion is not valid; did you mean anyRegion? (C3)");
  }

  @Test
  void refusesResidencyThatFallsOpen() {
    assertThat(
            Documents.faults(
                """
            routing:
              residency:
                rules:
                  - {match: {input.a: eu}, regions: "*"}
                  - {match: {input.b: eu}, agents: {region: $input.region}}
                  - {match: {input.c: eu}, agents: {region: [eu-west-1, auto]}}
                  - {match: {input.d: eu}, regions: [eu-west-1], fallback: anyRegion}
            """))
        .containsExactly(
            "4 routing.residency.rules[0].regions: * binds nothing: a residency rule names "
                + "regions by their ids (R5)",
            "5 routing.residency.rules[1].agents.region: $input.region binds nothing: a "
                + "residency rule names regions by their ids (R5)",
            "6 routing.residency.rules[2].agents.region[1]: auto binds nothing: a "
                + "residency rule names regions by their ids (R5)",
            "7 routing.residency.rules[3].fallback: anyRegion is no fallback: residency "
                + "never falls open; remove it (R5)");
  }

  @Test
  void refusesResidencyRulesThatNameNoRegion() {
    assertThat(
            Documents.faults(
                """
            routing:
              residency:
                rules:
                  - {match: {input.a: eu}}
                  - {match: {input.b: eu}, regions: []}
                  - {regions: [eu-west-1]}
            """))
        .containsExactly(
            "4 routing.residency.rules[0].regions: is missing: name the regions that the "
                + "rule allows (R5)",
            "5 routing.residency.rules[1].regions: this list names no region: name at "
                + "least one (C3)",
            "6 routing.residency.rules[2].match: is missing: say what the rule matches; {} "
                + "matches everything (R5)");
  }

  @Test
  void refusesResidencyRulesThatAreNeverReached() {
    assertThat(
            Documents.faults(
                """
            routing:
              residency:
                rules:
                  - {match: {}, regions: [eu-west-1]}
                  - {match: {input.a: us}, regions: [us-east-1]}
            """))
        .containsExactly(
            "5 routing.residency.rules[1]: rule 2 is never reached: rule 1 before it matches "
                + "everything; change their order, or remove one (R5)");
  }

  @Test
  void refusesResidencyRulesThatContradictThemselves() {
    assertThat(
            Documents.faults(
                """
            routing:
              residency:
                rules:
                  - {match: {}, regions: [eu-west-1], agents: {region: us-east-1}}
            """))
        .containsExactly(
            "4 routing.residency.rules[0].regions: this list contradicts "
                + "routing.residency.rules[0].agents.region in line 4, which means the same: "
                + "keep one of them (C1)");
  }

  @Test
  void refusesToRefuseEveryRequest() {
    assertThat(Documents.faults("routing: {residency: {unmatched: refuse}}"))
        .containsExactly(
            "1 routing.residency.rules: is missing: unmatched: refuse without rules "
                + "refuses every request (R5)");
  }

  @Test
  void refusesAnUnknownTreatmentOfTheUnmatched() {
    assertThat(Documents.faults("routing: {residency: {unmatched: deny, rules: []}}"))
        .containsExactly(
            "1 routing.residency.unmatched: deny is not valid; valid here: allow, refuse (C3)");
  }
}
