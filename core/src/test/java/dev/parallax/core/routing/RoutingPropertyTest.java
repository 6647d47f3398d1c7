package dev.parallax.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What holds for any configuration, fleet, failover state and request. */
class RoutingPropertyTest {
  private static final int TRIES = 1_500;
  private static final Set<Reason> NEVER_HELD =
      Set.of(Reason.INVALID_REQUEST, Reason.UNKNOWN_REGION, Reason.NO_MATCHING_RULE);

  @Property(tries = TRIES)
  void neverBreaksResidency(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var scene = world.scene();
    var config = scene.config();
    var fleet = world.fleet();
    var request = world.request("e");

    var decision = Router.of(config, "h").decide(request, fleet, Scene.NOW);

    if (decision instanceof Routed routed) {
      var bound = boundTo(config.routing().residency(), request);
      assertThat(bound.isPresent() || !config.routing().residency().refuseUnmatched()).isTrue();
      for (var target : routed.targets()) {
        assertThat(bound.isEmpty() || bound.get().regions().contains(target.region())).isTrue();
        assertThat(fleet.agent(target.agentId()).orElseThrow().region()).isEqualTo(target.region());
      }
    }
  }

  @Property(tries = TRIES)
  void blamesResidencyIfAndOnlyIfTheRequestWouldBeRoutedWithoutIt(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var scene = world.scene();
    var residency = scene.config().routing().residency();
    var fleet = world.fleet();
    var request = world.request("e");

    var bound = scene.router().decide(request, fleet, Scene.NOW);
    var free = scene.residency(Residency.NONE).router().decide(request, fleet, Scene.NOW);

    boolean blamed = bound instanceof Unroutable refused && refused.reason() == Reason.RESIDENCY;
    boolean refusedUnmatched =
        residency.refuseUnmatched()
            && boundTo(residency, request).isEmpty()
            && free.explanation().origin().isPresent();
    assertThat(blamed)
        .isEqualTo((bound instanceof Unroutable && free instanceof Routed) || refusedUnmatched);
  }

  @Property(tries = TRIES)
  void choosesOnlyAgentsThatMayAndCan(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var scene = world.scene();
    var config = scene.config();
    var fleet = world.fleet();
    var request = world.request("e");

    var decision = scene.router().decide(request, fleet, Scene.NOW);

    assertThat(decision.explanation().regions())
        .extracting(RegionExplanation::region)
        .isEqualTo(config.regionIds());
    if (decision instanceof Routed routed) {
      checkAgents(routed, request, fleet, config);
      checkNumbers(routed, request, fleet);
      int chosen =
          routed.explanation().regions().stream().mapToInt(RegionExplanation::chosen).sum();
      assertThat(chosen).isEqualTo(routed.targets().size());
    }
  }

  @Property(tries = TRIES)
  void meetsDecisionsOfAllKinds(@ForAll long seed) {
    // Guards the others: they would hold in vain if these worlds routed nothing, or all.
    var world = new AnyWorld(seed);
    var decision = world.scene().router().decide(world.request("e"), world.fleet(), Scene.NOW);

    Statistics.collect(decision instanceof Unroutable refused ? refused.reason() : "routed");
    Statistics.coverage(
        coverage -> {
          coverage.check("routed").percentage(share -> share > 25);
          for (var reason : Reason.values()) {
            if (reason != Reason.EXPIRED) {
              coverage.check(reason).count(count -> count > 0);
            }
          }
        });
  }

  @Property(tries = TRIES)
  void decidesAlikeInWhateverOrderTheFleetWasBuilt(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var router = world.scene().router();
    var fleet = world.fleet();
    for (int i = 0; i < 20; i++) {
      fleet = world.changed(fleet);
    }
    var fresh = rebuilt(fleet, world);

    for (int i = 0; i < 5; i++) {
      var request = world.request("e-" + i);
      assertThat(router.decide(request, fresh, Scene.NOW))
          .isEqualTo(router.decide(request, fleet, Scene.NOW));
    }
  }

  @Property(tries = TRIES)
  void raisesTheAdmissionVersionWheneverSomethingBecomesRoutable(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var router = world.scene().router();
    var before = world.fleet();
    for (int i = 0; i < 10; i++) {
      var after = world.changed(before);
      var request = world.request("e-" + i);
      if (router.decide(request, before, Scene.NOW) instanceof Unroutable
          && router.decide(request, after, Scene.NOW) instanceof Routed) {
        assertThat(after.admissionVersion()).isGreaterThan(before.admissionVersion());
      }
      assertThat(after.admissionVersion()).isGreaterThanOrEqualTo(before.admissionVersion());
      before = after;
    }
  }

  @Property(tries = TRIES)
  void numbersTheSlotsOrSaysWhyThereAreNone(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var router = world.scene().router();
    var fleet = world.fleet();
    var request = world.request("e");
    var decision = router.decide(request, fleet, Scene.NOW);
    assertThat(router.decide(request, fleet, Scene.NOW)).isEqualTo(decision);
    if (decision instanceof Routed routed) {
      assertThat(routed.targets()).isNotEmpty();
      assertThat(routed.targets())
          .extracting(Target::slot)
          .isEqualTo(IntStream.range(0, routed.targets().size()).boxed().toList());
    } else {
      var refused = (Unroutable) decision;
      assertThat(refused.message()).isNotBlank();
      assertThat(refused.reason()).isNotEqualTo(Reason.EXPIRED);
      if (NEVER_HELD.contains(refused.reason())) {
        assertThat(refused.holdable()).isFalse();
      }
    }
  }

  @Property(tries = TRIES)
  void neverExceedsTheLatencyBoundWithoutAFallback(@ForAll long seed, @ForAll byte bound) {
    var world = new AnyWorld(seed);
    var limit = Math.abs(bound);
    var scene = world.scene().strategy(Given.latency(Optional.of(limit), 0, Optional.empty()));
    var fleet = world.fleet();
    var request = world.request("e");
    var naive = NaiveRouter.of(scene.config(), request, fleet, Scene.NOW);
    if (scene.router().decide(request, fleet, Scene.NOW) instanceof Routed routed
        && naive.demand.agents().distribution().isEmpty()) {
      var region = routed.targets().get(0).region();
      assertThat(world.regions)
          .anyMatch(
              place ->
                  naive.standIn(place).filter(region::equals).isPresent()
                      && fleet.status(place).latency(naive.demand.origin()).orElse(limit + 1)
                          <= limit);
    }
  }

  /** R4, R3, R15, R16 and X8 told anew, without the router's own words. */
  private static void checkAgents(
      Routed routed, Request request, Fleet fleet, ParallaxConfig config) {
    var ids = new HashSet<String>();
    var origin = request.origin().orElse(config.controlPlane().currentRegion());
    for (var target : routed.targets()) {
      var agent = fleet.agent(target.agentId()).orElseThrow();
      var status = fleet.status(target.region());
      assertThat(ids.add(agent.id())).isTrue();
      assertThat(agent.takesWork()).isTrue();
      assertThat(agent.partition()).isEqualTo(target.partition());
      assertThat(request.excludedAgents()).doesNotContain(agent.id());
      assertThat(union(agent.capabilities(), declared(config, agent.region())))
          .containsAll(required(request, fleet));
      assertThat(status.redirect()).isEmpty();
      assertThat(fleet.lacksTopic(agent.region())).isFalse();
      assertThat(isAvailable(status) || isOverridable(config) || isTriable(status, config))
          .isTrue();
      assertThat(config.controlPlane().regions()).contains(agent.region());
      assertThat(config.routing().crossRegionEnabled() || agent.region().equals(origin)).isTrue();
    }
  }

  private static void checkNumbers(Routed routed, Request request, Fleet fleet) {
    var agents =
        request
            .pattern()
            .flatMap(fleet::pattern)
            .map(Pattern::agents)
            .orElse(Pattern.Agents.any(Set.of()));
    var counts = new HashMap<String, Integer>();
    routed.targets().forEach(target -> counts.merge(target.region(), 1, Integer::sum));
    assertThat(routed.targets().size()).isGreaterThanOrEqualTo(agents.min());
    agents.max().ifPresent(max -> assertThat(routed.targets().size()).isLessThanOrEqualTo(max));
    if (agents.distribution().isEmpty()) {
      assertThat(counts).hasSize(1);
    } else {
      var distribution = agents.distribution().get();
      assertThat(counts).containsOnlyKeys(distribution.regions());
      assertThat(counts.values()).allMatch(count -> count >= distribution.minPerRegion());
    }
  }

  private static boolean isAvailable(RegionStatus status) {
    var verdict = status.health() == Health.UNKNOWN ? status.lastVerdict() : status.health();
    return verdict != Health.UNHEALTHY && !status.drained();
  }

  /** Whether H5 may let a region be tried. */
  private static boolean isTriable(RegionStatus status, ParallaxConfig config) {
    var strategy = config.routing().strategy();
    return status.trial()
        && !status.drained()
        && (strategy instanceof Strategy.Weighted
            || (strategy instanceof Strategy.Affinity affinity
                && affinity.among().orElse(null) instanceof Strategy.Weighted));
  }

  /** Whether R11 may let a sick region be chosen at all. */
  private static boolean isOverridable(ParallaxConfig config) {
    var strategy = config.routing().strategy();
    return strategy instanceof Strategy.Failover
        || (strategy instanceof Strategy.Affinity affinity
            && affinity.among().orElse(null) instanceof Strategy.Failover);
  }

  private static Set<String> required(Request request, Fleet fleet) {
    var pattern = request.pattern().flatMap(fleet::pattern).map(p -> p.agents().capabilities());
    return union(request.capabilities(), pattern.orElse(Set.of()));
  }

  private static Set<String> declared(ParallaxConfig config, String region) {
    return config.routing().strategy() instanceof Strategy.Capability capability
        ? capability.regionCapabilities().getOrDefault(region, Set.of())
        : Set.of();
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Optional<Residency.Rule> boundTo(Residency residency, Request request) {
    return residency.rules().stream()
        .filter(rule -> NaiveMatch.holds(rule.match(), request))
        .findFirst();
  }

  /** The same contents, added in another order, with detours. */
  private static Fleet rebuilt(Fleet fleet, AnyWorld world) {
    var fresh = Fleet.empty();
    for (var agent : world.shuffled(List.copyOf(AnyWorld.agentsOf(fleet).values()))) {
      fresh = fresh.with(world.ableAgent(agent.id())).with(agent);
    }
    fresh = fresh.with(world.ableAgent("detour")).withoutAgent("detour");
    for (var region : world.shuffled(world.regions)) {
      var status = fleet.region(region);
      fresh = status.isPresent() ? fresh.with(status.get()) : fresh;
    }
    for (var name : world.shuffled(AnyWorld.VALUES)) {
      var pattern = fleet.pattern(name);
      fresh = pattern.isPresent() ? fresh.with(pattern.get()) : fresh;
    }
    var missing = new HashSet<>(world.regions);
    missing.removeIf(region -> !fleet.lacksTopic(region));
    return fresh.withMissingTopics(missing);
  }
}
