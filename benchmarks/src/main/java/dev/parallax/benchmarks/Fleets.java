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
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.RegionStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Fleets and configurations of a given size. */
final class Fleets {
  private static final List<Set<String>> SKILLS =
      List.of(
          Set.of("classification", "analysis"),
          Set.of("classification", "translation"),
          Set.of("classification"));

  private Fleets() {}

  static List<String> regions(int count) {
    return IntStream.range(0, count).mapToObj(i -> "region-" + i).toList();
  }

  static Fleet of(int regions, int agents) {
    var fleet = Fleet.empty();
    for (int r = 0; r < regions; r++) {
      var latencies = new HashMap<String, Double>();
      for (int observer = 0; observer < regions; observer++) {
        if (observer != r) {
          latencies.put("region-" + observer, 20.0 + 7 * Math.abs(observer - r));
        }
      }
      fleet =
          fleet.with(
              new RegionStatus(
                  "region-" + r,
                  Health.HEALTHY,
                  Health.HEALTHY,
                  false,
                  Optional.empty(),
                  false,
                  false,
                  0,
                  latencies));
    }
    for (int a = 0; a < agents; a++) {
      fleet = fleet.with(agent(a, regions, (a % 8) / 8.0));
    }
    return fleet;
  }

  static Agent agent(int number, int regions, double load) {
    return new Agent(
        "agent-" + number,
        "region-" + number % regions,
        SKILLS.get(number % SKILLS.size()),
        10,
        load,
        0,
        AgentStatus.CONNECTED,
        number % 12,
        "1");
  }

  static ParallaxConfig config(int regions) {
    var ids = regions(regions);
    return new ParallaxConfig(
        ids.stream()
            .map(id -> new Region(id, id, Optional.empty(), id.equals("region-0"), false))
            .toList(),
        new ControlPlane(ControlPlane.Mode.GLOBAL, "region-0", ids),
        new Kafka("localhost:9092", Map.of()),
        new SchemaRegistry(List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
        new Topics("parallax.", 12, -1),
        new Agents(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2),
        new Executions(Duration.ofSeconds(30), 0, Duration.ofHours(1)),
        new InputLimits(1_000_000, 64),
        new Routing(
            new Strategy.Latency(
                Optional.of(Duration.ofMillis(200)),
                Duration.ofMillis(50),
                Optional.of(Strategy.Tier.ANY_REGION),
                List.of()),
            true,
            Residency.NONE,
            Duration.ZERO,
            100_000),
        new FailoverPolicy(
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
                Optional.empty())));
  }
}
