package dev.parallax.runtime.mapping;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.PatternDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Patterns as the patterns topic holds them. */
public final class PatternMapping {
  private static final List<String> EXECUTIONS = List.of("parallel", "race");
  private static final List<String> AGGREGATIONS = List.of("first", "voting", "consensus", "merge");

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
    Bounds.requireShort("name", definition.getName());
    Bounds.requireShort("version", definition.getVersion());
    return new Pattern(
        definition.getName(),
        definition.getVersion(),
        agents(definition.getAgents()),
        execution(definition.getExecution()),
        aggregation(definition.getAggregation()));
  }

  private static Pattern.Agents agents(AgentRequirements agents) {
    Bounds.requireShort("agents.region", agents.getRegion());
    Bounds.requireFew("agents.capabilities", agents.getCapabilities());
    if (agents.getDistribution() != null) {
      Bounds.requireFew("agents.distribution.regions", agents.getDistribution().getRegions());
    }
    requireAtMostAgents("agents.min", agents.getMin());
    requireAtMostAgents("agents.max", agents.getMax());
    return new Pattern.Agents(
        Set.copyOf(agents.getCapabilities()),
        agents.getMin(),
        optional(agents.getMax()),
        agents.getRegion() == null ? new RegionWish.Auto() : RegionWish.parse(agents.getRegion()),
        Optional.ofNullable(agents.getDistribution())
            .map(wish -> new Pattern.Distribution(wish.getRegions(), wish.getMinPerRegion())));
  }

  private static Pattern.Execution execution(ExecutionRules rules) {
    requireOneOf(EXECUTIONS, "execution.strategy", rules.getStrategy());
    requireAtLeast(1, "execution.timeoutMs", rules.getTimeoutMs());
    requireAtLeast(1, "execution.minResults", rules.getMinResults());
    requireAtLeast(0, "execution.retries", rules.getRetries());
    return new Pattern.Execution(
        rules.getStrategy(),
        Optional.ofNullable(rules.getTimeoutMs()).map(Duration::ofMillis),
        rules.getWaitForAll(),
        optional(rules.getMinResults()),
        optional(rules.getRetries()));
  }

  private static Pattern.Aggregation aggregation(AggregationRules rules) {
    requireOneOf(AGGREGATIONS, "aggregation.strategy", rules.getStrategy());
    Bounds.requireShort("aggregation.method", rules.getMethod());
    Bounds.requireShort("aggregation.tieBreaker", rules.getTieBreaker());
    Bounds.requireFew("aggregation.fields", rules.getFields());
    Bounds.requireFew("aggregation.weights", rules.getWeights().keySet());
    requireAtLeast(1, "aggregation.minVotes", rules.getMinVotes());
    requireAtMost(1, "aggregation.threshold", rules.getThreshold());
    requireAtMost(1, "aggregation.minConfidence", rules.getMinConfidence());
    requireAtMost(Double.MAX_VALUE, "aggregation.tolerance", rules.getTolerance());
    rules
        .getWeights()
        .forEach(
            (name, weight) ->
                requireAtMost(Double.MAX_VALUE, "aggregation.weights." + name, weight));
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

  private static void requireAtMostAgents(String field, Integer value) {
    if (value != null && value > Bounds.MAX_AGENTS) {
      throw new IllegalArgumentException(
          field + " must be at most " + Bounds.MAX_AGENTS + ", not " + value);
    }
  }

  private static void requireOneOf(List<String> known, String field, String value) {
    if (!known.contains(value)) {
      throw new IllegalArgumentException(
          field + " must be one of " + String.join(", ", known) + ", not " + value);
    }
  }

  private static void requireAtLeast(long least, String field, Number value) {
    if (value != null && value.longValue() < least) {
      throw new IllegalArgumentException(field + " must be " + least + " or more, not " + value);
    }
  }

  /** Within 0 and {@code most}; what is not a number is not within anything. */
  private static void requireAtMost(double most, String field, Double value) {
    if (value != null && !(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          field + " must be 0 or more" + (most == 1 ? ", at most 1" : "") + ", not " + value);
    }
  }

  private static OptionalInt optional(Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
