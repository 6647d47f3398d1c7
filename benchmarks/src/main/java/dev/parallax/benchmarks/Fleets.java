package dev.parallax.benchmarks;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.core.fleet.RegionWish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Fleets of a given size: regions scattered over a map, one in sixteen drained and one in sixteen
 * unhealthy (none of the first three), agents of six kinds at all loads, full ones included.
 */
final class Fleets {
  /** Names of the patterns that every fleet knows. */
  static final List<String> PATTERNS = List.of("classify", "translate", "review", "vote");

  private static final List<Set<String>> SKILLS =
      List.of(
          Set.of("classification", "analysis"),
          Set.of("classification", "translation"),
          Set.of("classification"),
          Set.of("classification", "analysis", "translation"),
          Set.of("classification", "review"),
          Set.of("classification", "translation", "review"));

  private Fleets() {}

  static Fleet of(Size size) {
    var fleet = Fleet.empty();
    for (var status : statuses(size)) {
      fleet = fleet.with(status);
    }
    for (int number = 0; number < size.agents(); number++) {
      fleet = fleet.with(agent(number, size, number / size.regions() % 9));
    }
    return fleet
        .with(pattern("classify", 1, "classification"))
        .with(pattern("translate", 1, "classification", "translation"))
        .with(pattern("review", 1, "classification"))
        .with(pattern("vote", 3, "classification"));
  }

  /**
   * An agent.
   *
   * @param eighths its load in steps of 1/8; 8 is full
   */
  static Agent agent(int number, Size size, int eighths) {
    return new Agent(
        "agent-" + number,
        Size.regionId(number % size.regions()),
        SKILLS.get(number / size.regions() % SKILLS.size()),
        10,
        eighths / 8.0,
        0,
        AgentStatus.CONNECTED,
        number % 12,
        "1");
  }

  private static RegionStatus[] statuses(Size size) {
    var random = new SplittableRandom(11);
    var x = random.doubles(size.regions(), 0, 140).toArray();
    var y = random.doubles(size.regions(), 0, 140).toArray();
    var statuses = new RegionStatus[size.regions()];
    for (int r = 0; r < statuses.length; r++) {
      var latencies = new HashMap<String, Double>();
      for (int observer = 0; observer < statuses.length; observer++) {
        if (observer != r) {
          double far = StrictMath.hypot(x[r] - x[observer], y[r] - y[observer]);
          latencies.put(Size.regionId(observer), 5 + far);
        }
      }
      statuses[r] = status(r, latencies);
    }
    return statuses;
  }

  private static RegionStatus status(int region, Map<String, Double> latencies) {
    var health = region % 16 == 5 ? Health.UNHEALTHY : Health.HEALTHY;
    return new RegionStatus(
        Size.regionId(region),
        health,
        health,
        region % 16 == 9,
        Optional.empty(),
        region == 0,
        false,
        1,
        latencies);
  }

  private static Pattern pattern(String name, int min, String... capabilities) {
    return new Pattern(
        name,
        "1.0.0",
        new Pattern.Agents(
            Set.of(capabilities),
            min,
            OptionalInt.empty(),
            new RegionWish.Auto(),
            Optional.empty()),
        new Pattern.Execution(
            "parallel", Optional.empty(), true, OptionalInt.empty(), OptionalInt.empty()),
        new Pattern.Aggregation(
            "voting",
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
