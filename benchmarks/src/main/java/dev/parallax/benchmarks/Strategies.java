package dev.parallax.benchmarks;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Strategy.Tier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The strategies and residency rules by the names that the table shows. */
final class Strategies {
  private Strategies() {}

  static Strategy named(String name, Size size) {
    return switch (name) {
      case "latency" -> latency(Optional.of(Tier.ANY_REGION));
      case "preferences" ->
          latency(Optional.empty(), Tier.SAME_REGION, Tier.NEAREST_REGION, Tier.ANY_REGION);
      case "affinity" -> affinity(size);
      case "capability" -> new Strategy.Capability(declared(size), false);
      case "weighted" -> new Strategy.Weighted(weights(size));
      case "failover" -> new Strategy.Failover(size.regionIds().subList(0, 3), true);
      default -> throw new IllegalArgumentException("no strategy of this name: " + name);
    };
  }

  /** {@code none}, or {@code rules}: two in which a third of the requests are bound. */
  static Residency residency(String name, Size size) {
    return switch (name) {
      case "none" -> Residency.NONE;
      case "rules" ->
          new Residency(
              List.of(
                  bind("input.dataResidency", everyThird(size, 1), "eu"),
                  bind("input.dataResidency", everyThird(size, 0), "us")),
              false);
      default -> throw new IllegalArgumentException("no residency of this name: " + name);
    };
  }

  private static Strategy latency(Optional<Tier> fallback, Tier... preferences) {
    return new Strategy.Latency(
        Optional.of(Duration.ofMillis(100)),
        Duration.ofMillis(preferences.length == 0 ? 20 : 0),
        fallback,
        List.of(preferences));
  }

  private static Strategy affinity(Size size) {
    return new Strategy.Affinity(
        List.of(
            rule(new Strategy.Where.FromInput("region"), match("input.region")),
            rule(listed(size, 1), match("input.userCountry", "DE", "FR", "NL")),
            rule(
                listed(size, 0), match("input.userCountry", "US", "CA"), match("priority", "high")),
            rule(new Strategy.Where.All())),
        Optional.empty());
  }

  private static Strategy.Where listed(Size size, int offset) {
    return new Strategy.Where.Listed(everyThird(size, offset));
  }

  private static Strategy.Affinity.Rule rule(Strategy.Where where, Match.Condition... conditions) {
    return new Strategy.Affinity.Rule(
        new Match(List.of(conditions)), where, Set.of(), Optional.of(Tier.NEAREST_REGION));
  }

  private static Residency.Rule bind(String key, List<String> regions, String value) {
    return new Residency.Rule(new Match(List.of(match(key, value))), regions, Set.of());
  }

  /** Without values: whatever is present and not empty. */
  private static Match.Condition match(String key, String... values) {
    return new Match.Condition(
        key,
        values.length == 0
            ? Optional.empty()
            : Optional.of(Stream.of(values).<Literal>map(Literal.Text::new).toList()));
  }

  private static List<String> everyThird(Size size, int offset) {
    return IntStream.range(0, size.regions())
        .filter(region -> region % 3 == offset)
        .mapToObj(Size::regionId)
        .toList();
  }

  private static Map<String, Set<String>> declared(Size size) {
    var declared = new HashMap<String, Set<String>>();
    for (int region = 0; region < size.regions(); region++) {
      if (region % 2 == 0) {
        declared.put(
            Size.regionId(region),
            region % 4 == 0 ? Set.of("analysis") : Set.of("analysis", "translation"));
      }
    }
    return declared;
  }

  private static Map<String, Double> weights(Size size) {
    var weights = new HashMap<String, Double>();
    for (int region = 0; region < size.regions(); region++) {
      weights.put(Size.regionId(region), 1.0 + region % 10);
    }
    return weights;
  }
}
