package dev.parallax.core.routing;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Strategies and residency rules of all kinds over the regions of a world, for properties. */
final class AnyRules {
  /** What rules compare with: mostly the texts that requests hold. */
  private static final List<Literal> LITERALS =
      List.of(
          new Literal.Text("a"),
          new Literal.Text("b"),
          new Literal.Text("c"),
          new Literal.Text("1"),
          new Literal.Num(BigDecimal.ONE),
          new Literal.Bool(true),
          new Literal.Null());

  private final AnyWorld world;

  AnyRules(AnyWorld world) {
    this.world = world;
  }

  Strategy strategy() {
    return switch (world.random.nextInt(6)) {
      case 0 -> latency(List.of());
      case 1 ->
          latency(
              world
                  .shuffled(List.of(Strategy.Tier.values()))
                  .subList(0, 1 + world.random.nextInt(3)));
      case 2 -> affinity();
      case 3 -> capability();
      case 4 -> weighted();
      default -> failover();
    };
  }

  Strategy.Weighted weighted() {
    var weights = new HashMap<String, Double>();
    for (var region : world.regions) {
      if (world.chance(80)) {
        weights.put(region, (double) world.random.nextInt(4));
      }
    }
    weights.put(world.one(world.regions), 1.0);
    return new Strategy.Weighted(weights);
  }

  Residency residency() {
    var rules = new ArrayList<Residency.Rule>();
    for (int i = world.random.nextInt(3); i > 0; i--) {
      rules.add(new Residency.Rule(when(1), world.someRegions(), capabilities()));
    }
    return new Residency(rules, world.chance(15));
  }

  private Strategy latency(List<Strategy.Tier> preferences) {
    Optional<Strategy.Tier> fallback =
        preferences.isEmpty() && world.chance(50)
            ? Optional.of(world.one(List.of(Strategy.Tier.values())))
            : Optional.empty();
    // Latencies are whole tens: so is the bound, or it would never be met exactly.
    int bound = world.random.nextInt(20) * 10;
    return new Strategy.Latency(
        world.chance(60) ? Optional.of(Duration.ofMillis(bound)) : Optional.empty(),
        Duration.ofMillis(world.chance(50) ? 0 : world.random.nextInt(10) * 10),
        fallback,
        preferences);
  }

  private Strategy affinity() {
    var rules = new ArrayList<Strategy.Affinity.Rule>();
    for (int i = 1 + world.random.nextInt(3); i > 0; i--) {
      rules.add(
          new Strategy.Affinity.Rule(
              i > 1 || world.chance(30) ? when(1) : Given.always(),
              where(),
              capabilities(),
              world.chance(30) ? Optional.of(Strategy.Tier.ANY_REGION) : Optional.empty()));
    }
    Optional<Strategy> among =
        switch (world.random.nextInt(3)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(weighted());
          default -> Optional.of(failover());
        };
    return new Strategy.Affinity(rules, among);
  }

  private Strategy.Where where() {
    return switch (world.random.nextInt(3)) {
      case 0 -> new Strategy.Where.All();
      case 1 -> new Strategy.Where.FromInput("where");
      default -> new Strategy.Where.Listed(world.someRegions());
    };
  }

  private Strategy capability() {
    var declared = new HashMap<String, Set<String>>();
    for (var region : world.regions) {
      if (world.chance(80)) {
        declared.put(region, world.some(AnyWorld.CAPABILITIES, 40));
      }
    }
    return new Strategy.Capability(declared, world.chance(50));
  }

  private Strategy.Failover failover() {
    return new Strategy.Failover(world.someRegions(), world.chance(70));
  }

  private Set<String> capabilities() {
    return world.some(AnyWorld.CAPABILITIES, 10);
  }

  /** Seldom more than {@code most} conditions: of many, one would always fail. */
  private Match when(int most) {
    var conditions = new ArrayList<Match.Condition>();
    int count = world.chance(20) ? most + 1 : world.random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      conditions.add(new Match.Condition(key(), values()));
    }
    return new Match(conditions);
  }

  private String key() {
    return world.one(
        List.of(
            "input.r", "input.r", "input.s", "metadata.m", "pattern", "priority", "originRegion"));
  }

  private Optional<List<Literal>> values() {
    if (world.chance(25)) {
      return Optional.empty();
    }
    var values = new ArrayList<>(world.shuffled(LITERALS).subList(0, 1 + world.random.nextInt(3)));
    if (world.chance(20)) {
      values.add(new Literal.Text(world.one(world.regions)));
    }
    return Optional.of(values);
  }
}
