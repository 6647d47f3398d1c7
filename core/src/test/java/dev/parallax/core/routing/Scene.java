package dev.parallax.core.routing;

import dev.parallax.core.config.Agents;
import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.Executions;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.Match;
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
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.Ramp;
import dev.parallax.core.fleet.RegionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A configuration and a fleet in the making, and what is decided with them, for tests. */
final class Scene {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";

  /** When decisions are made that do not depend on it. */
  static final long NOW = 1_000_000;

  Fleet fleet = Fleet.empty();
  private final List<String> regions;
  private List<String> served;
  private Strategy strategy = Given.latency(Optional.empty(), 0, Optional.empty());
  private Residency residency = Residency.NONE;
  private boolean crossRegion = true;
  private long now = NOW;

  private Scene(List<String> regions) {
    this.regions = regions;
    this.served = regions;
  }

  /** US, EU and AP, without agents and latencies. */
  static Scene empty() {
    return of(US, EU, AP);
  }

  static Scene of(String... regions) {
    return new Scene(List.of(regions));
  }

  /** The page's fleet: 10, 8 and 6 agents, 85, 180 and 130 ms apart. */
  static Scene page() {
    return empty()
        .apart(US, EU, 85)
        .apart(US, AP, 180)
        .apart(EU, AP, 130)
        .agents(US, 10, "classification", "analysis")
        .agents(EU, 8, "classification", "translation")
        .agents(AP, 6, "classification", "analysis");
  }

  Scene strategy(Strategy next) {
    strategy = next;
    return this;
  }

  /** Binds what matches to these regions. */
  Scene residency(Match match, String... allowed) {
    residency =
        new Residency(List.of(new Residency.Rule(match, List.of(allowed), Set.of())), false);
    return this;
  }

  Scene residency(Residency next) {
    residency = next;
    return this;
  }

  Scene withoutCrossRegion() {
    crossRegion = false;
    return this;
  }

  Scene serving(String... ids) {
    served = List.of(ids);
    return this;
  }

  Scene with(Pattern pattern) {
    fleet = fleet.with(pattern);
    return this;
  }

  Scene agents(String region, int count, String... capabilities) {
    for (int i = 1; i <= count; i++) {
      agent(region, region + "-" + i, capabilities);
    }
    return this;
  }

  Scene agent(String region, String id, String... capabilities) {
    return with(agentOf(region, id, 0, capabilities));
  }

  Scene with(Agent agent) {
    fleet = fleet.with(agent);
    return this;
  }

  static Agent agentOf(String region, String id, double load, String... capabilities) {
    return new Agent(
        id, region, Set.of(capabilities), 10, load, 0, AgentStatus.CONNECTED, 0, "incarnation");
  }

  /** Latency between two regions, either way. */
  Scene apart(String one, String other, double ms) {
    return measured(one, other, ms).measured(other, one, ms);
  }

  Scene measured(String observer, String region, double ms) {
    var known = fleet.status(region);
    var latencies = new HashMap<>(known.latencyFrom());
    latencies.put(observer, ms);
    return with(change(known, known.health(), known.drained(), known.redirect(), latencies));
  }

  Scene health(String region, Health health) {
    return health(region, health, health);
  }

  Scene health(String region, Health health, Health last) {
    var known = fleet.status(region);
    return with(
        new RegionStatus(
            region,
            health,
            last,
            known.drained(),
            known.redirect(),
            known.active(),
            known.forced(),
            known.epoch(),
            known.latencyFrom()));
  }

  Scene unreachable(String... ids) {
    fleet = fleet.withUnreachable(Set.of(ids));
    return this;
  }

  Scene down(String region) {
    return health(region, Health.UNHEALTHY);
  }

  Scene drained(String region) {
    var known = fleet.status(region);
    return with(change(known, known.health(), true, known.redirect(), known.latencyFrom()));
  }

  Scene evacuated(String region, String to) {
    var known = fleet.status(region);
    return with(
        change(known, known.health(), known.drained(), Optional.of(to), known.latencyFrom()));
  }

  /** UNHEALTHY by its error rate alone (H5). */
  Scene onTrial(String region) {
    return down(region).with(fleet.status(region).withTrial(true));
  }

  /** It came back at {@link #NOW}, and {@code from} keeps a part for so many ms (F3). */
  Scene ramping(String region, String from, long durationMs) {
    return with(fleet.status(region).withRamp(new Ramp(from, NOW, durationMs)));
  }

  Scene at(long ms) {
    now = ms;
    return this;
  }

  Scene active(String region, boolean forced, long epoch) {
    var known = fleet.status(region);
    return with(
        new RegionStatus(
            region,
            known.health(),
            known.lastVerdict(),
            known.drained(),
            known.redirect(),
            true,
            forced,
            epoch,
            known.latencyFrom()));
  }

  Scene changed(UnaryOperator<Fleet> change) {
    fleet = change.apply(fleet);
    return this;
  }

  private Scene with(RegionStatus status) {
    fleet = fleet.with(status);
    return this;
  }

  private static RegionStatus change(
      RegionStatus known,
      Health health,
      boolean drained,
      Optional<String> redirect,
      Map<String, Double> latencies) {
    return new RegionStatus(
        known.region(),
        health,
        known.lastVerdict(),
        drained,
        redirect,
        known.active(),
        known.forced(),
        known.epoch(),
        latencies);
  }

  Router router() {
    return Router.of(config(), "c0ffee");
  }

  Decision decide(Wanted wanted) {
    return router().decide(wanted.build(), fleet, now);
  }

  /** The regions of the chosen agents, one per slot; an error that explains if there are none. */
  List<String> regionsOf(Wanted wanted) {
    return targets(wanted).stream().map(Target::region).toList();
  }

  /** The region, of all agents chosen. */
  String regionOf(Wanted wanted) {
    var distinct = Set.copyOf(regionsOf(wanted));
    if (distinct.size() != 1) {
      throw new AssertionError("several regions: " + distinct);
    }
    return distinct.iterator().next();
  }

  List<Target> targets(Wanted wanted) {
    var decision = decide(wanted);
    if (decision instanceof Routed routed) {
      return routed.targets();
    }
    var refused = (Unroutable) decision;
    throw new AssertionError(
        refused.reason() + ": " + refused.message() + "\n" + refused.explanation().text());
  }

  Unroutable refusal(Wanted wanted) {
    var decision = decide(wanted);
    if (decision instanceof Unroutable unroutable) {
      return unroutable;
    }
    throw new AssertionError("routed: " + decision.explanation().text());
  }

  Reason reasonOf(Wanted wanted) {
    return refusal(wanted).reason();
  }

  /** How the region was explained. */
  RegionExplanation explanation(Wanted wanted, String region) {
    return decide(wanted).explanation().regions().stream()
        .filter(explained -> explained.region().equals(region))
        .findFirst()
        .orElseThrow();
  }

  /** Share of executions by region, of {@code count} with ids of their own. */
  Map<String, Double> shares(int count) {
    var router = router();
    var shares = new HashMap<String, Double>();
    for (int i = 1; i <= count; i++) {
      var decision = (Routed) router.decide(Wanted.request("e-" + i).from(US).build(), fleet, now);
      shares.merge(decision.targets().get(0).region(), 1.0 / count, Double::sum);
    }
    return shares;
  }

  ParallaxConfig config() {
    var defined = new ArrayList<Region>();
    for (var id : regions) {
      defined.add(new Region(id, id, Optional.empty(), id.equals(regions.get(0)), false));
    }
    return new ParallaxConfig(
        defined,
        new ControlPlane(ControlPlane.Mode.GLOBAL, regions.get(0), served),
        new Kafka("localhost:9092", Map.of()),
        SchemaRegistry.open(List.of()),
        new Topics("parallax.", 12, -1),
        new Agents(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2),
        new Executions(Duration.ofSeconds(30), 1, Duration.ofHours(1)),
        new InputLimits(1_000_000, 64),
        new Routing(strategy, crossRegion, residency, Duration.ofSeconds(10), 100_000),
        new FailoverPolicy(
            FailoverPolicy.Mode.NONE,
            true,
            Duration.ofSeconds(300),
            true,
            Duration.ofSeconds(300),
            Duration.ZERO,
            new FailoverPolicy.Triggers(
                OptionalInt.empty(), OptionalDouble.empty(), 0, Duration.ZERO, Optional.empty())));
  }
}
