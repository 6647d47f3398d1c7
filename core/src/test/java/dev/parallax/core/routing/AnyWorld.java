package dev.parallax.core.routing;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.Ramp;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.core.fleet.RegionWish;
import java.math.BigDecimal;
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

  /** What an input may hold where a rule looks: mostly texts, or next to nothing would match. */
  private static final List<Value> JSON =
      List.of(
          new Value.Text("a"),
          new Value.Text("b"),
          new Value.Text("c"),
          new Value.Text(""),
          new Value.Text("1"),
          new Value.Num(new BigDecimal("1.0")),
          new Value.Bool(true),
          new Value.Null(),
          new Value.Composite(true),
          new Value.Composite(false));

  private static final List<Value> PLACES =
      List.of(
          new Value.Text(NOWHERE),
          new Value.Text("auto"),
          new Value.Text(""),
          new Value.Null(),
          new Value.Num(BigDecimal.ONE));

  static final List<String> CAPABILITIES = List.of("x", "y", "z");

  final Random random;
  final List<String> regions = new ArrayList<>();

  AnyWorld(long seed) {
    this.random = new Random(seed);
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      regions.add("region-" + i);
    }
  }

  /** Any configuration, with an empty fleet. */
  Scene scene() {
    var rules = new AnyRules(this);
    var scene =
        Scene.of(regions.toArray(String[]::new))
            .strategy(rules.strategy())
            .residency(rules.residency());
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
        latencies,
        chance(50),
        chance(25) ? Optional.of(ramp(targets)) : Optional.empty());
  }

  /** As of {@link Scene#NOW}: begun, or about to be, over or not. */
  private Ramp ramp(List<String> targets) {
    return new Ramp(one(targets), Scene.NOW + 50 - random.nextInt(200), 1 + random.nextInt(200));
  }

  Request request(String id) {
    var wanted = Wanted.request(id).needs(some(CAPABILITIES, 15).toArray(String[]::new));
    if (chance(70)) {
      wanted.from(chance(97) ? one(regions) : NOWHERE);
    }
    if (chance(50)) {
      wanted.pattern(one(VALUES));
    }
    if (chance(5)) {
      wanted.version(chance(70) ? "1.0.0" : "2.0.0");
    }
    for (var path : List.of("r", "s")) {
      if (chance(70)) {
        wanted.input(path, one(JSON));
      }
    }
    if (chance(60)) {
      wanted.input("where", chance(80) ? one(regions) : one(PLACES));
    }
    if (chance(50)) {
      wanted.metadata("m", one(VALUES));
    }
    if (chance(50)) {
      wanted.priority(one(VALUES));
    }
    if (chance(30)) {
      wanted.attempt(2, "agent-" + random.nextInt(40), "agent-" + random.nextInt(40));
    }
    return wanted.build();
  }

  private Pattern pattern(String name) {
    int min = chance(60) ? 1 : 1 + random.nextInt(4);
    var distribution =
        chance(25)
            ? Optional.of(new Pattern.Distribution(somePlaces(), 1 + random.nextInt(2)))
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
    return switch (random.nextInt(10)) {
      case 0, 1 -> RegionWish.parse(chance(90) ? one(regions) : NOWHERE);
      case 2, 3 -> RegionWish.parse("$input.where || \"auto\"");
      case 4 -> RegionWish.parse("$input.where");
      case 5 -> RegionWish.parse("$input.r || $input.where || '" + one(regions) + "'");
      default -> new RegionWish.Auto();
    };
  }

  /** Some regions, and now and then one that is not defined. */
  private List<String> somePlaces() {
    var places = new ArrayList<>(someRegions());
    if (chance(3)) {
      places.add(NOWHERE);
    }
    return places;
  }

  /** At least one, in any order. */
  List<String> someRegions() {
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

  Set<String> some(List<String> list, int percent) {
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
