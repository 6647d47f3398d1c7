package dev.parallax.router;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.router.state.PatternRow;
import dev.parallax.router.state.RulesRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** How an execution is run, as its row keeps it. */
final class RulesRows {
  private RulesRows() {}

  static RulesRow row(Rules rules, Optional<Pattern> pattern) {
    return RulesRow.newBuilder()
        .setWaitForAll(rules.waitForAll())
        .setMinResults(boxed(rules.minResults()))
        .setTimeoutMs(rules.timeoutMs())
        .setRetries(rules.retries())
        .setPattern(pattern.map(RulesRows::row).orElse(null))
        .build();
  }

  /** Without a pattern its one agent's answer is taken (R21). */
  static Rules rules(RulesRow row) {
    return new Rules(
        row.getPattern() == null
            ? Aggregator.first(0)
            : Aggregator.of(aggregation(row.getPattern())),
        row.getWaitForAll(),
        optional(row.getMinResults()),
        row.getTimeoutMs(),
        row.getRetries());
  }

  /** Which agents a retry may choose from; how many is not kept. */
  static Pattern.Agents agents(PatternRow row) {
    return new Pattern.Agents(
        Set.copyOf(row.getCapabilities()),
        1,
        OptionalInt.empty(),
        RegionWish.parse(row.getRegion()),
        row.getDistribution().isEmpty()
            ? Optional.empty()
            : Optional.of(new Pattern.Distribution(row.getDistribution(), 1)));
  }

  static Pattern.Aggregation aggregation(PatternRow row) {
    return new Pattern.Aggregation(
        row.getStrategy(),
        Optional.ofNullable(row.getMethod()),
        optional(row.getMinVotes()),
        Optional.ofNullable(row.getTieBreaker()),
        row.getWeights(),
        optional(row.getThreshold()),
        optional(row.getTolerance()),
        row.getFields(),
        row.getCrossRegion(),
        optional(row.getMinConfidence()));
  }

  private static PatternRow row(Pattern pattern) {
    var agents = pattern.agents();
    var from = pattern.aggregation();
    return PatternRow.newBuilder()
        .setCapabilities(List.copyOf(agents.capabilities()))
        .setRegion(agents.region().text())
        .setDistribution(agents.distribution().map(Pattern.Distribution::regions).orElse(List.of()))
        .setStrategy(from.strategy())
        .setMethod(from.method().orElse(null))
        .setMinVotes(boxed(from.minVotes()))
        .setTieBreaker(from.tieBreaker().orElse(null))
        .setWeights(from.weights())
        .setThreshold(boxed(from.threshold()))
        .setTolerance(boxed(from.tolerance()))
        .setFields(from.fields())
        .setCrossRegion(from.crossRegion())
        .setMinConfidence(boxed(from.minConfidence()))
        .build();
  }

  private static Integer boxed(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  private static Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static OptionalInt optional(Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
