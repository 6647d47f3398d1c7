package dev.parallax.runtime.mapping;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Patterns as the patterns topic holds them. */
public final class PatternMapping {
  private PatternMapping() {}

  /**
   * The pattern of this record.
   *
   * @throws IllegalArgumentException naming the field that is outside its range or contradicts
   *     another, or if the record is the marker of a deletion
   */
  public static Pattern pattern(PatternDefinition definition) {
    if (definition.getDeleted()) {
      throw new IllegalArgumentException(
          "a marker of a deletion is no pattern: " + definition.getName());
    }
    return new Pattern(
        definition.getName(),
        definition.getVersion(),
        agents(definition.getAgents()),
        execution(definition.getExecution()),
        aggregation(definition.getAggregation()));
  }

  private static Pattern.Agents agents(AgentRequirements agents) {
    return new Pattern.Agents(
        Set.copyOf(agents.getCapabilities()),
        agents.getMin(),
        optional(agents.getMax()),
        agents.getRegion() == null ? new RegionWish.Auto() : RegionWish.parse(agents.getRegion()),
        Optional.ofNullable(agents.getDistribution())
            .map(wish -> new Pattern.Distribution(wish.getRegions(), wish.getMinPerRegion())));
  }

  private static Pattern.Execution execution(ExecutionRules rules) {
    return new Pattern.Execution(
        rules.getStrategy(),
        Optional.ofNullable(rules.getTimeoutMs()).map(Duration::ofMillis),
        rules.getWaitForAll(),
        optional(rules.getMinResults()),
        optional(rules.getRetries()));
  }

  private static Pattern.Aggregation aggregation(AggregationRules rules) {
    return new Pattern.Aggregation(
        rules.getStrategy(),
        Optional.ofNullable(rules.getMethod()),
        optional(rules.getMinVotes()),
        Optional.ofNullable(rules.getTieBreaker()),
        rules.getWeights(),
        optional(rules.getThreshold()),
        optional(rules.getTolerance()),
        rules.getFields(),
        rules.getCrossRegion(),
        optional(rules.getMinConfidence()));
  }

  private static OptionalInt optional(Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
