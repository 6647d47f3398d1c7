package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;

import dev.parallax.core.config.Match;
import dev.parallax.core.config.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Each strategy in each of its forms, such that it may choose any of the page's regions. */
final class EveryStrategy {
  private static final Strategy.Weighted WEIGHTED =
      new Strategy.Weighted(Map.of(US, 50.0, EU, 30.0, AP, 20.0));
  private static final Strategy.Failover FAILOVER =
      new Strategy.Failover(List.of(US, EU, AP), true);

  private EveryStrategy() {}

  static Stream<Named<Strategy>> all() {
    return Stream.of(
        Named.of("latency", Given.latency(Optional.empty(), 20, Optional.empty())),
        Named.of("latency within a bound", Given.latency(Optional.of(200), 0, Optional.empty())),
        Named.of(
            "latency with a fallback",
            Given.latency(Optional.of(100), 0, Optional.of(Strategy.Tier.ANY_REGION))),
        Named.of("preferences", preferences()),
        Named.of("affinity", affinity(Optional.empty())),
        Named.of("affinity and weights", affinity(Optional.of(WEIGHTED))),
        Named.of("affinity and failover", affinity(Optional.of(FAILOVER))),
        Named.of("capability", new Strategy.Capability(Map.of(AP, Set.of("analysis")), false)),
        Named.of("exact capability", exact()),
        Named.of("weighted", WEIGHTED),
        Named.of("failover", FAILOVER));
  }

  private static Strategy preferences() {
    return new Strategy.Latency(
        Optional.of(Duration.ofMillis(100)),
        Duration.ZERO,
        Optional.empty(),
        List.of(Strategy.Tier.SAME_REGION, Strategy.Tier.NEAREST_REGION, Strategy.Tier.ANY_REGION));
  }

  /** A rule that reads an input and does not match, then one for the rest. */
  private static Strategy affinity(Optional<Strategy> among) {
    return new Strategy.Affinity(
        List.of(
            Given.rule(Given.when("input.secret", Given.text("never sent")), US),
            new Strategy.Affinity.Rule(
                new Match(List.of()), new Strategy.Where.All(), Set.of(), Optional.empty())),
        among);
  }

  /** Declares just what the page's agents of the region can do. */
  private static Strategy exact() {
    return new Strategy.Capability(
        Map.of(
            US, Set.of("classification", "analysis"),
            EU, Set.of("classification", "translation"),
            AP, Set.of("classification", "analysis")),
        true);
  }
}
