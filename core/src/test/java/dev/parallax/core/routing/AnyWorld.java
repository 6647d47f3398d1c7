package dev.parallax.core.routing;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.core.fleet.RegionWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Configurations, fleets and requests of all kinds, made of random numbers, for properties. */
final class AnyWorld {
  static final List<String> VALUES = List.of("a", "b", "c");
  static final String NOWHERE = "mars-1";
  private static final List<String> CAPABILITIES = List.of("x", "y", "z");

  final Random random;
  final List<String> regions = new ArrayList<>();

  AnyWorld(long seed) {
    this.random = new Random(seed);
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      regions.add("region-" + i);
    }
  }

  /** Any configuration, with an empty fleet. */
  Scene scene() {
    var scene =
        Scene.of(regions.toArray(String[]::new)).strategy(strategy()).residency(residency());
    if (chance(10)) {
      scene.withoutCrossRegion();
    }
    return chance(10) ? scene.serving(someRegions().toArray(String[]::new)) : scene;
  }

  /** Any fleet of up to 30 agents. */
  Fleet fleet() {
    var fleet = Fleet.empty();
    for (int i = random.nextInt(30); i > 0; i--) {
      fleet = fleet.with(agent());
    }
    for (var region : regions) {
      fleet = chance(80) ? fleet.with(status(region)) : fleet;
    }
    for (var name : VALUES) {
      fleet = chance(80) ? fleet.with(pattern(name)) : fleet;
    }
    return chance(15) ? fleet.withMissingTopics(Set.of(one(regions))) : fleet;
  }

  /** The fleet after any one change. */
  Fleet changed(Fleet fleet) {
    return switch (random.nextInt(8)) {
      case 0 -> fleet.withoutAgent("agent-" + random.nextInt(40));
      case 1 -> fleet.with(status(one(regions)));
      case 2 -> fleet.withoutRegion(one(regions));
      case 3 -> fleet.with(pattern(one(VALUES)));
      case 4 -> fleet.withoutPattern(one(VALUES));
      case 5 -> fleet.withMissingTopics(chance(50) ? Set.of() : Set.of(one(regions)));
      default -> fleet.with(agent());
    };
  }

  Agent agent() {
    return new Agent(
        "agent-" + random.nextInt(40),
        chance(95) ? one(regions) : NOWHERE,
        some(CAPABILITIES, 60),
        random.nextInt(6),
        random.nextInt(10) / 8.0,
        chance(80) ? 0 : random.nextInt(6),
        chance(85) ? AgentStatus.CONNECTED : one(List.of(AgentStatus.values())),
        random.nextInt(12),
        "i-" + random.nextInt(2));
  }

  /** An agent that can do everything. */
  Agent ableAgent(String id) {
    return new Agent(
        id, one(regions), Set.copyOf(CAPABILITIES), 5, 0, 0, AgentStatus.CONNECTED, 0, "i");
  }

  RegionStatus status(String region) {
    var latencies = new HashMap<String, Double>();
    for (var observer : regions) {
      if (chance(70)) {
        latencies.put(observer, (double) random.nextInt(20) * 10);
      }
    }
    var targets = new ArrayList<>(regions);
    targets.add(NOWHERE);
    return new RegionStatus(
        region,
        chance(60) ? Health.HEALTHY : one(List.of(Health.values())),
        one(List.of(Health.values())),
        chance(10),
        chance(15) ? Optional.of(one(targets)) : Optional.empty(),
        chance(30),
        chance(30),
        random.nextInt(5),
        latencies);
  }

  Request request(String id) {
    var wanted = Wanted.request(id).needs(some(CAPABILITIES, 15).toArray(String[]::new));
    if (chance(70)) {
      wanted.from(chance(97) ? one(regions) : NOWHERE);
    }
    if (chance(50)) {
      wanted.pattern(one(VALUES));
    }
    if (chance(70)) {
      wanted.input("r", one(VALUES));
    }
    if (chance(60)) {
      wanted.input("where", chance(90) ? one(regions) : NOWHERE);
    }
    if (chance(30)) {
      wanted.attempt(2, "agent-" + random.nextInt(40), "agent-" + random.nextInt(40));
    }
    return wanted.build();
  }

  Strategy strategy() {
    return switch (random.nextInt(6)) {
      case 0 -> latency(List.of());
      case 1 ->
          latency(shuffled(List.of(Strategy.Tier.values())).subList(0, 1 + random.nextInt(3)));
      case 2 -> affinity();
      case 3 -> capability();
      case 4 -> weighted();
      default -> failover();
    };
  }

  Strategy.Weighted weighted() {
    var weights = new HashMap<String, Double>();
    for (var region : regions) {
      weights.put(region, (double) random.nextInt(4));
    }
    weights.put(one(regions), 1.0);
    return new Strategy.Weighted(weights);
  }

  Residency residency() {
    var rules = new ArrayList<Residency.Rule>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var match = chance(80) ? when() : Given.always();
      rules.add(new Residency.Rule(match, someRegions(), some(CAPABILITIES, 10)));
    }
    return new Residency(rules, chance(15));
  }

  private Strategy latency(List<Strategy.Tier> preferences) {
    Optional<Strategy.Tier> fallback =
        preferences.isEmpty() && chance(50)
            ? Optional.of(one(List.of(Strategy.Tier.values())))
            : Optional.empty();
    return new Strategy.Latency(
        chance(50) ? Optional.of(Duration.ofMillis(random.nextInt(200))) : Optional.empty(),
        Duration.ofMillis(chance(50) ? 0 : random.nextInt(100)),
        fallback,
        preferences);
  }

  private Strategy affinity() {
    var rules = new ArrayList<Strategy.Affinity.Rule>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      rules.add(
          new Strategy.Affinity.Rule(
              i > 1 || chance(30) ? when() : Given.always(),
              where(),
              some(CAPABILITIES, 10),
              chance(30) ? Optional.of(Strategy.Tier.ANY_REGION) : Optional.empty()));
    }
    Optional<Strategy> among =
        switch (random.nextInt(3)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(weighted());
          default -> Optional.of(failover());
        };
    return new Strategy.Affinity(rules, among);
  }

  private Strategy.Where where() {
    return switch (random.nextInt(3)) {
      case 0 -> new Strategy.Where.All();
      case 1 -> new Strategy.Where.FromInput("where");
      default -> new Strategy.Where.Listed(someRegions());
    };
  }

  private Strategy capability() {
    var declared = new HashMap<String, Set<String>>();
    for (var region : regions) {
      declared.put(region, some(CAPABILITIES, 40));
    }
    return new Strategy.Capability(declared, chance(50));
  }

  private Strategy.Failover failover() {
    return new Strategy.Failover(someRegions(), chance(70));
  }

  private Match when() {
    return Given.when("input.r", new Literal.Text(one(VALUES)));
  }

  private Pattern pattern(String name) {
    int min = chance(60) ? 1 : 1 + random.nextInt(4);
    var distribution =
        chance(25)
            ? Optional.of(new Pattern.Distribution(someRegions(), 1 + random.nextInt(2)))
            : Optional.<Pattern.Distribution>empty();
    long least = Math.max(min, distribution.map(Pattern.Distribution::agents).orElse(1L));
    return Given.pattern(
        name,
        new Pattern.Agents(
            some(CAPABILITIES, 20),
            min,
            chance(30) ? OptionalInt.of((int) least + random.nextInt(4)) : OptionalInt.empty(),
            distribution.isPresent() ? new RegionWish.Auto() : wish(),
            distribution));
  }

  private RegionWish wish() {
    return switch (random.nextInt(4)) {
      case 0 -> RegionWish.parse(one(regions));
      case 1 -> RegionWish.parse("$input.where || \"auto\"");
      default -> new RegionWish.Auto();
    };
  }

  /** At least one, in any order. */
  private List<String> someRegions() {
    return shuffled(regions).subList(0, 1 + random.nextInt(regions.size()));
  }

  <T> List<T> shuffled(List<T> list) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Set<String> some(List<String> list, int percent) {
    var members = new HashSet<String>();
    for (var member : list) {
      if (chance(percent)) {
        members.add(member);
      }
    }
    return members;
  }

  /** Every agent of the fleet, by id. */
  static Map<String, Agent> agentsOf(Fleet fleet) {
    var agents = new HashMap<String, Agent>();
    fleet.forEachAgent(agent -> agents.put(agent.id(), agent));
    return agents;
  }
}
