package dev.parallax.benchmarks;

import dev.parallax.core.config.Agents;
import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.Executions;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Routing;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A configuration around a strategy and residency rules. */
final class Configs {
  private Configs() {}

  static ParallaxConfig of(Size size, Strategy strategy, Residency residency) {
    var ids = size.regionIds();
    return new ParallaxConfig(
        ids.stream()
            .map(id -> new Region(id, id, Optional.empty(), id.equals(ids.get(0)), false))
            .toList(),
        new ControlPlane(ControlPlane.Mode.GLOBAL, ids.get(0), ids),
        new Kafka("localhost:9092", Map.of()),
        SchemaRegistry.open(List.of()),
        new Topics("parallax.", 12, -1),
        new Agents(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2),
        new Executions(Duration.ofSeconds(30), 0, Duration.ofHours(1)),
        new InputLimits(1_000_000, 64),
        new Routing(strategy, true, residency, Duration.ZERO, 100_000),
        withoutFailover());
  }

  private static FailoverPolicy withoutFailover() {
    return new FailoverPolicy(
        FailoverPolicy.Mode.NONE,
        true,
        Duration.ofMinutes(5),
        true,
        Duration.ofMinutes(5),
        Duration.ZERO,
        new FailoverPolicy.Triggers(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            0,
            Duration.ofMinutes(1),
            Optional.empty()));
  }
}
