package dev.parallax.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.RegionStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What more, or less, capacity changes, and what it must not. */
class CapacityPropertyTest {
  @Property(tries = 3_000)
  void routesNoLessWithMoreCapacity(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var router = world.scene().router();
    var fleet = world.fleet();
    var more = more(fleet, world);
    for (int i = 0; i < 5; i++) {
      var request = world.request("e-" + i);
      if (router.decide(request, fleet, Scene.NOW) instanceof Routed) {
        assertThat(router.decide(request, more, Scene.NOW)).isInstanceOf(Routed.class);
      }
    }
  }

  @Property(tries = 500)
  void movesOnlyTheShareOfARegionThatIsLost(@ForAll long seed) {
    var world = new AnyWorld(seed);
    Assume.that(world.regions.size() > 1);
    var scene = staffed(world, world.regions);
    var lost = world.one(world.regions);
    var others = othersThan(lost, world);
    var healthy = scene.fleet;
    var router = scene.router();
    boolean othersHaveWeight = others.stream().anyMatch(region -> weight(scene, region) > 0);
    var sick = scene.down(lost).fleet;
    for (int i = 0; i < 50; i++) {
      var before = target(router, "e-" + seed + "-" + i, healthy);
      var after = target(router, "e-" + seed + "-" + i, sick);
      if (!before.region().equals(lost) && othersHaveWeight) {
        assertThat(after).isEqualTo(before);
      }
      assertThat(after.region()).isNotEqualTo(lost);
    }
  }

  @Property(tries = 500)
  void movesOnlyTheShareOfARegionThatIsPutOnTrial(@ForAll long seed) {
    var world = new AnyWorld(seed);
    Assume.that(world.regions.size() > 1);
    var scene = staffed(world, world.regions);
    var tried = world.one(world.regions);
    boolean othersHaveWeight =
        othersThan(tried, world).stream().anyMatch(region -> weight(scene, region) > 0);
    Assume.that(othersHaveWeight);
    var router = scene.router();
    var well = scene.fleet;
    var onTrial = scene.onTrial(tried).fleet;
    var lost = scene.down(tried).fleet;
    for (int i = 0; i < 200; i++) {
      var before = target(router, "e-" + seed + "-" + i, well);
      var during = target(router, "e-" + seed + "-" + i, onTrial);
      if (before.region().equals(tried)) {
        assertThat(during).isIn(before, target(router, "e-" + seed + "-" + i, lost));
      } else {
        assertThat(during).isEqualTo(before);
      }
    }
  }

  @Property(tries = 500)
  void movesOnlyTheShareOfARegionThatIsAdded(@ForAll long seed) {
    var world = new AnyWorld(seed);
    Assume.that(world.regions.size() > 1);
    var with = staffed(world, world.regions);
    var added = world.one(world.regions);
    var before = othersThan(added, world);
    Assume.that(before.stream().anyMatch(region -> weight(with, region) > 0));
    var weights = new HashMap<>(weights(with));
    weights.remove(added);
    var without = Scene.of(before.toArray(String[]::new)).strategy(new Strategy.Weighted(weights));
    for (int i = 0; i < 50; i++) {
      var old = target(without.router(), "e-" + seed + "-" + i, with.fleet);
      var now = target(with.router(), "e-" + seed + "-" + i, with.fleet);
      if (!now.region().equals(added)) {
        assertThat(now).isEqualTo(old);
      } else {
        assertThat(weight(with, added)).isPositive();
      }
    }
  }

  /** The fleet with more of something, or well where it was not. */
  private static Fleet more(Fleet fleet, AnyWorld world) {
    var known = List.copyOf(AnyWorld.agentsOf(fleet).values());
    if (known.isEmpty() || world.chance(20)) {
      return fleet.with(world.ableAgent("another"));
    }
    if (world.chance(20)) {
      return well(fleet, world.one(world.regions));
    }
    var one = world.one(known);
    return switch (world.random.nextInt(6)) {
      case 0 -> fleet.with(changed(one, one.capabilities(), 0.5, 5, 0, AgentStatus.CONNECTED));
      case 1 -> fleet.with(able(one, one.maxConcurrency() + 1, one.load(), one.inFlight()));
      case 2 -> fleet.with(able(one, one.maxConcurrency(), one.load() / 2, one.inFlight()));
      case 3 -> fleet.with(able(one, one.maxConcurrency(), one.load(), one.inFlight() / 2));
      case 4 -> fleet.withMissingTopics(Set.of());
      default -> fleet.with(skilled(one));
    };
  }

  private static Agent able(Agent agent, int maxConcurrency, double load, int inFlight) {
    return changed(agent, agent.capabilities(), load, maxConcurrency, inFlight, agent.status());
  }

  private static Agent skilled(Agent agent) {
    var more = new HashSet<>(agent.capabilities());
    more.addAll(AnyWorld.CAPABILITIES);
    return changed(
        agent, more, agent.load(), agent.maxConcurrency(), agent.inFlight(), agent.status());
  }

  private static Agent changed(
      Agent agent,
      Set<String> capabilities,
      double load,
      int maxConcurrency,
      int inFlight,
      AgentStatus status) {
    return new Agent(
        agent.id(),
        agent.region(),
        capabilities,
        maxConcurrency,
        load,
        inFlight,
        status,
        agent.partition(),
        agent.incarnation());
  }

  private static Fleet well(Fleet fleet, String region) {
    var known = fleet.status(region);
    return fleet.with(
        new RegionStatus(
            region,
            Health.HEALTHY,
            Health.HEALTHY,
            false,
            known.redirect(),
            known.active(),
            known.forced(),
            known.epoch(),
            known.latencyFrom()));
  }

  private static Scene staffed(AnyWorld world, List<String> regions) {
    var scene = Scene.of(regions.toArray(String[]::new)).strategy(new AnyRules(world).weighted());
    regions.forEach(region -> scene.agents(region, 2));
    return scene;
  }

  private static List<String> othersThan(String region, AnyWorld world) {
    return world.regions.stream().filter(other -> !other.equals(region)).toList();
  }

  private static double weight(Scene scene, String region) {
    return weights(scene).getOrDefault(region, 0.0);
  }

  private static Map<String, Double> weights(Scene scene) {
    return ((Strategy.Weighted) scene.config().routing().strategy()).weights();
  }

  private static Target target(Router router, String id, Fleet fleet) {
    return ((Routed) router.decide(Wanted.request(id).build(), fleet, Scene.NOW)).targets().get(0);
  }
}
