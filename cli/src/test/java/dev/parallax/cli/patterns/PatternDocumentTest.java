package dev.parallax.cli.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternDocumentTest {

  @Test
  void fillsInTheDefaultsOfOneAgent() {
    var yaml = "name: a\nversion: 1.0.0\n";

    assertThat(applied(yaml)).isEqualTo(blank(yaml).build());
  }

  @Test
  void votesByPluralityWhereThereAreSeveralAgents() {
    for (var several : List.of("min: 3", "max: 2", "distribution: {regions: [eu-west-1]}")) {
      var rules =
          applied("name: a\nversion: 1.0.0\nagents: {%s}\n".formatted(several)).getAggregation();
      assertThat(rules)
          .as(several)
          .isEqualTo(
              AggregationRules.newBuilder().setStrategy("voting").setMethod("plurality").build());
    }
  }

  @Test
  void readsEveryKey() {
    var yaml =
        """
        name: global-consensus
        version: 2.1.0-rc.1
        description: Everybody is asked.
        agents:
          capabilities: [classification, गणना]
          min: 4
          max: 6
          distribution:
            regions: [us-east-1, eu-west-1]
            minPerRegion: 2
        execution:
          strategy: parallel
          timeout: 250ms
          waitForAll: false
          minResults: 2
          retries: 0
        aggregation:
          strategy: voting
          method: weighted
          minVotes: 2
          tieBreaker: highest-confidence
          weights: {us-east-1: 2, eu-west-1: 0.5}
        """;

    assertThat(applied(yaml))
        .isEqualTo(
            blank(yaml)
                .setName("global-consensus")
                .setVersion("2.1.0-rc.1")
                .setDescription("Everybody is asked.")
                .setAgents(
                    new AgentRequirements(
                        List.of("classification", "गणना"),
                        4,
                        6,
                        null,
                        new Distribution(List.of("us-east-1", "eu-west-1"), 2)))
                .setExecution(new ExecutionRules("parallel", 250L, false, 2, 0))
                .setAggregation(
                    new AggregationRules(
                        "voting",
                        "weighted",
                        2,
                        "highest-confidence",
                        Map.of("us-east-1", 2.0, "eu-west-1", 0.5),
                        null,
                        null,
                        List.of(),
                        false,
                        null))
                .build());
  }

  @Test
  void readsTheKeysOfConsensusAndOfARace() {
    var consensus =
        applied(
                """
                name: a
                version: 1.0.0
                agents: {min: 3}
                aggregation: {strategy: consensus, threshold: 0.8, tolerance: 3, fields: [label], crossRegion: true}
                """)
            .getAggregation();
    assertThat(consensus.getStrategy()).isEqualTo("consensus");
    assertThat(consensus.getThreshold()).isEqualTo(0.8);
    assertThat(consensus.getTolerance()).isEqualTo(3.0);
    assertThat(consensus.getFields()).containsExactly("label");
    assertThat(consensus.getCrossRegion()).isTrue();
    var race =
        applied(
            """
            name: a
            version: 1.0.0
            agents: {min: 3}
            execution: {strategy: race}
            aggregation: {minConfidence: 0.5}
            """);
    assertThat(race.getExecution().getStrategy()).isEqualTo("race");
    assertThat(race.getAggregation().getStrategy()).isEqualTo("first");
    assertThat(race.getAggregation().getMinConfidence()).isEqualTo(0.5);
  }

  @Test
  void refusesSettingsThatContradictEachOtherAllAtOnce() {
    assertThat(
            faults(
                """
                name: a
                version: 1.0.0
                agents: {min: 3}
                execution: {strategy: race, minResults: 2}
                aggregation: {strategy: voting, threshold: 0.8}
                """))
        .extracting(ConfigFault::message)
        .anyMatch(message -> message.startsWith("execution.strategy race takes the first"))
        .anyMatch(message -> message.startsWith("aggregation.threshold has no effect"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1", "$input.preferredRegion || \"auto\"", "auto", "$input.a.b"})
  void keepsTheRegionAsItIsWritten(String region) {
    assertThat(
            applied("name: a\nversion: 1.0.0\nagents:\n  region: " + region)
                .getAgents()
                .getRegion())
        .isEqualTo(region);
  }

  @Test
  void tellsAllFaultsAtOnceWithTheNearestSpelling() {
    assertThat(
            faults(
                """
                version: 1.0
                verison: 1.0.0
                agents:
                  capabilities: analysis
                  min: 0
                  region: a b
                  min: 1
                execution:
                  strategy: paralel
                  timeout: 5
                aggregation: first
                colour: red
                """))
        .containsExactly(
            fault("name", 1, "", "is missing: the name by which it is executed"),
            fault(
                "version",
                1,
                "1.0",
                "1.0 is not a text: give one, in quotes if it looks like a number"),
            fault("verison", 2, "", "unknown key; did you mean version?"),
            fault(
                "agents.capabilities",
                4,
                "analysis",
                "analysis is not a list: write [a, b], or one item a line after -"),
            fault("agents.min", 5, "0", "0 is not a whole number, 1 or more"),
            fault(
                "agents.region",
                6,
                "a b",
                "not a region: a b; write a region id, auto, $input.path, or $input.path || \"region\""),
            fault("agents.min", 7, "", "stands twice: keep one"),
            fault(
                "execution.strategy", 9, "paralel", "paralel is not valid; did you mean parallel?"),
            fault(
                "execution.timeout",
                10,
                "5",
                "5 is not a duration: write a whole number and its unit: 250ms, 10s or 5m"),
            fault(
                "aggregation",
                11,
                "first",
                "first is not a section: write its keys one a line, indented"),
            fault(
                "colour",
                12,
                "",
                "unknown key; valid here: name, version, description, agents, execution, aggregation"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agents: {min: 3, max: 2}            | agents.max must be at least the number of agents needed, 3",
        "agents: {distribution: {}}          | agents.distribution.regions must name at least one region and none twice",
        "agents: {region: eu-west-1, distribution: {regions: [eu-west-1]}} | agents.region and agents.distribution exclude each other",
      })
  void refusesRulesThatContradictEachOther(String agents, String message) {
    assertThat(faults("name: a\nversion: 1.0.0\n" + agents))
        .containsExactly(fault("", 1, "", message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aggregation: {strategy: first, method: majority}  | aggregation.method       | majority has no effect: the strategy first has no methods",
        "aggregation: {strategy: merge, method: majority}  | aggregation.method       | majority is not valid; valid here: deep, shallow, concat, union",
        "aggregation: {strategy: vote, method: x}          | aggregation.strategy     | vote is not valid; valid here: first, voting, consensus, merge",
        "aggregation: {minConfidence: 1.01}                | aggregation.minConfidence | 1.01 is not a number from 0 to 1",
        "aggregation: {tolerance: -1}                      | aggregation.tolerance    | -1 is not a number from 0 on",
        "aggregation: {weights: {us-east-1: heavy}}        | aggregation.weights.us-east-1 | heavy is not a number from 0 on",
        "agents: {capabilities: [a, 7]}                    | agents.capabilities[1]   | 7 is not a text: give one, in quotes if it looks like a number",
        "execution: {waitForAll: yes}                      | execution.waitForAll     | yes is neither true nor false",
        "execution: {timeout: 0s}                          | execution.timeout        | 0s is not a duration: write a whole number and its unit: 250ms, 10s or 5m",
        "execution: {retries: 1.5}                         | execution.retries        | 1.5 is not a whole number, 0 or more",
        "execution: {minResults: 99999999999}              | execution.minResults     | 99999999999 is not a whole number, 1 or more",
        "description: ''                                   | description              | an empty value is not a text: give one, in quotes if it looks like a number",
      })
  void namesTheKeyAndWhatToDo(String line, String path, String message) {
    assertThat(faults("name: a\nversion: 1.0.0\n" + line))
        .extracting(ConfigFault::path, ConfigFault::line, ConfigFault::message)
        .containsExactly(tuple(path, 3, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.0-", "latest", "1.0.0 "})
  void refusesWhatIsNoSemanticVersion(String version) {
    assertThat(faults("name: a\nversion: '" + version + "'\n"))
        .containsExactly(
            fault("version", 2, version, version + " is no semantic version such as 1.4.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", "a b", "a/b", "a.", "ä"})
  void refusesNamesThatNeedQuotingElsewhere(String name) {
    assertThat(faults("name: '" + name + "'\nversion: 1.0.0\n"))
        .extracting(ConfigFault::path)
        .containsExactly("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "- a\n- b", "text", "{", "a: b: c", "a: 1\n---\nb: 2"})
  void refusesWhatIsNoDocument(String yaml) {
    assertThat(faults(yaml)).isNotEmpty();
  }

  private static PatternDefinition.Builder blank(String yaml) {
    return PatternDefinition.newBuilder()
        .setName("a")
        .setVersion("1.0.0")
        .setUpdatedAt(1234)
        .setRegion("eu-west-1")
        .setUpdatedBy("me")
        .setAgents(AgentRequirements.newBuilder().build())
        .setExecution(ExecutionRules.newBuilder().build())
        .setAggregation(AggregationRules.newBuilder().build())
        .setYaml(yaml);
  }

  private static PatternDefinition applied(String yaml) {
    var reading = PatternDocument.read(yaml);
    assertThat(reading).isInstanceOf(PatternDocument.Valid.class);
    return ((PatternDocument.Valid) reading)
        .document()
        .applied("eu-west-1", 1234, Optional.of("me"));
  }

  private static List<ConfigFault> faults(String yaml) {
    var reading = PatternDocument.read(yaml);
    assertThat(reading).isInstanceOf(PatternDocument.Faulty.class);
    return ((PatternDocument.Faulty) reading).faults();
  }

  private static ConfigFault fault(String path, int line, String value, String message) {
    return new ConfigFault(path, line, value, "X1", message);
  }
}
