package dev.parallax.core.routing;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Strategies, rules and patterns in few words, for tests. */
final class Given {
  private Given() {}

  static Strategy.Latency latency(
      Optional<Integer> maxMs, int bonusMs, Optional<Strategy.Tier> fallback) {
    return new Strategy.Latency(
        maxMs.map(Duration::ofMillis), Duration.ofMillis(bonusMs), fallback, List.of());
  }

  static Match when(String key, Literal... values) {
    return new Match(List.of(new Match.Condition(key, Optional.of(List.of(values)))));
  }

  static Match whenPresent(String key) {
    return new Match(List.of(new Match.Condition(key, Optional.empty())));
  }

  static Match always() {
    return new Match(List.of());
  }

  static Literal text(String text) {
    return new Literal.Text(text);
  }

  static Literal number(String number) {
    return new Literal.Num(new BigDecimal(number));
  }

  static Strategy.Affinity.Rule rule(Match match, String... regions) {
    return new Strategy.Affinity.Rule(
        match, new Strategy.Where.Listed(List.of(regions)), Set.of(), Optional.empty());
  }

  static Strategy.Affinity affinity(Strategy.Affinity.Rule... rules) {
    return new Strategy.Affinity(List.of(rules), Optional.empty());
  }

  static Pattern pattern(String name, Pattern.Agents agents) {
    return new Pattern(
        name,
        "1.0.0",
        agents,
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
            OptionalDouble.empty()));
  }
}
