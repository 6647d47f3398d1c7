package dev.parallax.runtime.mapping;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternMappingTest {

  @Test
  void readsAPatternThatSaysEverything() {
    var definition =
        definition()
            .setAgents(agents().setMin(2).setMax(4).setRegion("$input.r || \"auto\"").build())
            .setExecution(
                execution()
                    .setStrategy("race")
                    .setTimeoutMs(1_500L)
                    .setWaitForAll(false)
                    .setMinResults(2)
                    .setRetries(0)
                    .build())
            .setAggregation(
                aggregation()
                    .setStrategy("voting")
                    .setMethod("weighted")
                    .setMinVotes(2)
                    .setTieBreaker("first")
                    .setWeights(Map.of("eu-west-1", 2.0))
                    .setThreshold(0.7)
                    .setTolerance(0.1)
                    .setFields(List.of("label"))
                    .setCrossRegion(true)
                    .setMinConfidence(0.5)
                    .build())
            .build();

    assertThat(PatternMapping.pattern(definition))
        .isEqualTo(
            new Pattern(
                "classifier",
                "1.2.0",
                new Pattern.Agents(
                    Set.of("classification"),
                    2,
                    OptionalInt.of(4),
                    RegionWish.parse("$input.r || \"auto\""),
                    Optional.empty()),
                new Pattern.Execution(
                    "race",
                    Optional.of(Duration.ofMillis(1_500)),
                    false,
                    OptionalInt.of(2),
                    OptionalInt.of(0)),
                new Pattern.Aggregation(
                    "voting",
                    Optional.of("weighted"),
                    OptionalInt.of(2),
                    Optional.of("first"),
                    Map.of("eu-west-1", 2.0),
                    OptionalDouble.of(0.7),
                    OptionalDouble.of(0.1),
                    List.of("label"),
                    true,
                    OptionalDouble.of(0.5))));
  }

  @Test
  void readsAPatternThatSaysNothing() {
    assertThat(PatternMapping.pattern(definition().build()))
        .isEqualTo(
            new Pattern(
                "classifier",
                "1.2.0",
                Pattern.Agents.any(Set.of("classification")),
                new Pattern.Execution(
                    "parallel", Optional.empty(), true, OptionalInt.empty(), OptionalInt.empty()),
                new Pattern.Aggregation(
                    "first",
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Map.of(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    List.of(),
                    false,
                    OptionalDouble.empty())));
  }

  @Test
  void readsADistribution() {
    var distribution = new Distribution(List.of("us-east-1", "eu-west-1"), 2);
    var definition = definition().setAgents(agents().setDistribution(distribution).build());

    assertThat(PatternMapping.pattern(definition.build()).agents().distribution())
        .contains(new Pattern.Distribution(List.of("us-east-1", "eu-west-1"), 2));
  }

  @Test
  void refusesTheMarkerOfADeletion() {
    refuses(definition().setDeleted(true), "a marker of a deletion is no pattern: classifier");
  }

  @Test
  void refusesFiguresOutsideTheirRange() {
    refuses(agents().setMin(0), "agents.min must be 1 or more");
    refuses(
        agents().setMin(3).setMax(2), "agents.max must be at least the number of agents needed, 3");
    refuses(execution().setTimeoutMs(0L), "execution.timeoutMs must be 1 or more, not 0");
    refuses(execution().setMinResults(0), "execution.minResults must be 1 or more, not 0");
    refuses(execution().setRetries(-1), "execution.retries must be 0 or more, not -1");
    refuses(aggregation().setMinVotes(0), "aggregation.minVotes must be 1 or more, not 0");
    refuses(
        aggregation().setThreshold(1.01),
        "aggregation.threshold must be 0 or more, at most 1, not 1.01");
    refuses(
        aggregation().setMinConfidence(Double.NaN),
        "aggregation.minConfidence must be 0 or more, at most 1, not NaN");
    refuses(aggregation().setTolerance(-1.0), "aggregation.tolerance must be 0 or more, not -1.0");
    refuses(
        aggregation().setWeights(Map.of("a", Double.POSITIVE_INFINITY)),
        "aggregation.weights.a must be 0 or more, not Infinity");
  }

  /** Decisions and tasks repeat what a pattern says. */
  @Test
  void refusesLongerNamesAndLongerListsThanItsBounds() {
    var longName = "x".repeat(257);
    var many = IntStream.range(0, 257).mapToObj(number -> "n" + number).toList();
    refuses(definition().setName(longName), "name has 257 characters, more than 256");
    refuses(definition().setVersion(longName), "version has 257 characters, more than 256");
    refuses(
        agents().setCapabilities(List.of(longName)),
        "agents.capabilities has 257 characters, more than 256");
    refuses(agents().setCapabilities(many), "agents.capabilities has 257 entries, more than 256");
    refuses(
        agents().setDistribution(new Distribution(many, 1)),
        "agents.distribution.regions has 257 entries, more than 256");
    refuses(agents().setMin(257), "agents.min must be at most 256, not 257");
    refuses(
        aggregation().setWeights(many.stream().collect(toMap(name -> name, name -> 1.0))),
        "aggregation.weights has 257 entries, more than 256");
    refuses(
        aggregation().setWeights(Map.of(longName, 1.0)),
        "aggregation.weights has 257 characters, more than 256");
    refuses(aggregation().setFields(many), "aggregation.fields has 257 entries, more than 256");
    refuses(
        aggregation().setTieBreaker(longName),
        "aggregation.tieBreaker has 257 characters, more than 256");
    assertThat(PatternMapping.pattern(definition().setName("x".repeat(256)).build())).isNotNull();
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    refuses(
        execution().setStrategy("serial"),
        "execution.strategy must be one of parallel, race, not serial");
    refuses(
        aggregation().setStrategy("sum"),
        "aggregation.strategy must be one of first, voting, consensus, merge, not sum");
    assertThatThrownBy(
            () ->
                PatternMapping.pattern(
                    definition().setAgents(agents().setRegion("EU West").build()).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a region: EU West; write a region id");
  }

  @Test
  void refusesARegionBesideADistribution() {
    refuses(
        agents().setRegion("eu-west-1").setDistribution(new Distribution(List.of("us-east-1"), 1)),
        "agents.region and agents.distribution exclude each other");
  }

  private static void refuses(AgentRequirements.Builder agents, String message) {
    refuses(definition().setAgents(agents.build()), message);
  }

  private static void refuses(ExecutionRules.Builder execution, String message) {
    refuses(definition().setExecution(execution.build()), message);
  }

  private static void refuses(AggregationRules.Builder aggregation, String message) {
    refuses(definition().setAggregation(aggregation.build()), message);
  }

  private static void refuses(PatternDefinition.Builder definition, String message) {
    assertThatThrownBy(() -> PatternMapping.pattern(definition.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static PatternDefinition.Builder definition() {
    return PatternDefinition.newBuilder()
        .setName("classifier")
        .setVersion("1.2.0")
        .setUpdatedAt(1)
        .setRegion("us-east-1")
        .setAgents(agents().build())
        .setExecution(execution().build())
        .setAggregation(aggregation().build());
  }

  private static AgentRequirements.Builder agents() {
    return AgentRequirements.newBuilder().setCapabilities(List.of("classification"));
  }

  private static ExecutionRules.Builder execution() {
    return ExecutionRules.newBuilder();
  }

  private static AggregationRules.Builder aggregation() {
    return AggregationRules.newBuilder();
  }
}
