package dev.parallax.core.routing;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A second implementation of the decision, straight from the words of R1 to R20: slow, over ids and
 * lists, without anything of the router. What is done in a region's place is asked of the region
 * that stands in for it (R16).
 */
final class NaiveRouter {
  /** Where a request goes, or why nowhere. */
  sealed interface Answer {
    /**
     * It goes nowhere.
     *
     * @param holdable whether it may wait (R17)
     */
    record Refused(Reason reason, boolean holdable) implements Answer {}

    /**
     * It goes to {@code agents} agents, at least {@code each} in each of the regions and none
     * elsewhere.
     */
    record Sent(Set<String> regions, int each, int agents) implements Answer {}
  }

  final Request request;
  final Fleet fleet;
  final long now;
  final List<String> regions;
  final Strategy strategy;
  final NaiveDemand demand;
  private final ParallaxConfig config;
  private final Residency residency;

  private NaiveRouter(
      ParallaxConfig config, Request request, Fleet fleet, long now, Residency residency) {
    this.now = now;
    this.config = config;
    this.request = request;
    this.fleet = fleet;
    this.residency = residency;
    this.demand = new NaiveDemand(config, request, fleet, residency);
    this.regions = config.regionIds();
    this.strategy = config.routing().strategy();
  }

  static NaiveRouter of(ParallaxConfig config, Request request, Fleet fleet, long now) {
    return new NaiveRouter(config, request, fleet, now, config.routing().residency());
  }

  /** R20: the answer, but RESIDENCY if nothing but the residency rules is in the way. */
  Answer answer() {
    var answer = withoutBlame();
    boolean freed =
        answer instanceof Answer.Refused
            && demand.residencyRule().isPresent()
            && new NaiveRouter(config, request, fleet, now, Residency.NONE).withoutBlame()
                instanceof Answer.Sent;
    return freed ? new Answer.Refused(Reason.RESIDENCY, lacksOnlyWhatMayReturn()) : answer;
  }

  /** R17: whether it would be sent if only all regions were well and staffed. */
  private boolean lacksOnlyWhatMayReturn() {
    var well = fleet.withMissingTopics(Set.of());
    for (var region : regions) {
      var known = fleet.status(region);
      well =
          well.with(
              new RegionStatus(
                  region,
                  Health.HEALTHY,
                  Health.HEALTHY,
                  false,
                  Optional.empty(),
                  known.active(),
                  known.forced(),
                  known.epoch(),
                  known.latencyFrom()));
      for (int i = 0; i < 20; i++) {
        well = well.with(Scene.agentOf(region, region + "-new-" + i, 0, demand.required()));
      }
    }
    return new NaiveRouter(config, request, well, now, residency).withoutBlame()
        instanceof Answer.Sent;
  }

  private Answer withoutBlame() {
    var refusal = demand.refusal();
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    return demand.agents().distribution().isPresent()
        ? spread(demand.agents().distribution().get())
        : choose();
  }

  private static Answer refused(Reason reason) {
    var mayPass =
        Set.of(
            Reason.NO_ELIGIBLE_REGION,
            Reason.NO_ELIGIBLE_AGENT,
            Reason.INSUFFICIENT_AGENTS,
            Reason.LATENCY_EXCEEDED,
            Reason.UNKNOWN_PATTERN);
    return new Answer.Refused(reason, mayPass.contains(reason));
  }

  private Answer spread(Pattern.Distribution distribution) {
    int eligible = 0;
    for (var region : distribution.regions()) {
      if (excludedBy(region).isPresent()) {
        return refused(Reason.INSUFFICIENT_AGENTS);
      }
      eligible += agentsFor(region).size();
    }
    int each = distribution.minPerRegion();
    int least = Math.max(demand.agents().min(), each * distribution.regions().size());
    if (eligible < least) {
      return refused(Reason.INSUFFICIENT_AGENTS);
    }
    int count =
        demand.agents().max().isPresent()
            ? Math.min(demand.agents().max().getAsInt(), eligible)
            : least;
    return new Answer.Sent(Set.copyOf(distribution.regions()), each, count);
  }

  private Answer choose() {
    var eligible = regions.stream().filter(region -> excludedBy(region).isEmpty()).toList();
    var chosen = new NaiveChoice(this, eligible).choose();
    if (chosen.isPresent()) {
      int able = agentsFor(chosen.get()).size();
      int count =
          demand.agents().max().isPresent()
              ? Math.min(demand.agents().max().getAsInt(), able)
              : demand.agents().min();
      return new Answer.Sent(Set.of(standIn(chosen.get()).orElseThrow()), count, count);
    }
    var allowed = regions.stream().filter(r -> forbiddenBy(r).isEmpty()).toList();
    allowed = allowed.stream().filter(r -> new NaiveChoice(this, List.of(r)).mayEver(r)).toList();
    if (allowed.isEmpty()
        || allowed.stream().anyMatch(r -> isSick(r) && agentsFor(r).size() >= demand.needed())) {
      return refused(Reason.NO_ELIGIBLE_REGION);
    }
    if (regions.stream().anyMatch(r -> excludedBy(r).filter("R6"::equals).isPresent())) {
      return refused(Reason.LATENCY_EXCEEDED);
    }
    return refused(
        allowed.stream().anyMatch(r -> !agentsFor(r).isEmpty())
            ? Reason.INSUFFICIENT_AGENTS
            : Reason.NO_ELIGIBLE_AGENT);
  }

  /** R18: the first rule that keeps the request from the region, were it the only one. */
  Optional<String> excludedBy(String region) {
    var forbidden = forbiddenBy(region);
    if (forbidden.isPresent()) {
      return forbidden;
    }
    if (isSick(region)) {
      return Optional.of("R3");
    }
    int able = agentsFor(region).size();
    if (able < demand.needed()) {
      return Optional.of(able == 0 ? "R4" : "R12");
    }
    var alone = new NaiveChoice(this, List.of(region));
    if (alone.barredBy(region).isPresent()) {
      return alone.barredBy(region);
    }
    boolean isChosen = demand.agents().distribution().isPresent() || alone.choose().isPresent();
    return isChosen ? Optional.empty() : Optional.of("R6");
  }

  /** Stage 1 of R1: the first rule that forbids the region, whatever its health and agents. */
  private Optional<String> forbiddenBy(String region) {
    var target = standIn(region);
    if (target.isEmpty()) {
      return Optional.of("R16");
    }
    var served = config.controlPlane().regions();
    if (!served.contains(region) || !served.contains(target.get())) {
      return Optional.of("C1");
    }
    if (demand.residencyRule().filter(rule -> !rule.regions().contains(target.get())).isPresent()) {
      return Optional.of("R5");
    }
    if (!demand.wished().contains(target.get())) {
      return Optional.of("R13");
    }
    var distribution = demand.agents().distribution();
    if (distribution.filter(named -> !named.regions().contains(region)).isPresent()) {
      return Optional.of("R14");
    }
    if (distribution.isPresent() && !target.get().equals(region)) {
      return Optional.of("R16");
    }
    boolean mayLeave = config.routing().crossRegionEnabled();
    return mayLeave || target.get().equals(demand.origin()) ? Optional.empty() : Optional.of("R15");
  }

  private boolean isSick(String region) {
    var target = standIn(region).orElseThrow();
    return fleet.lacksTopic(target)
        || (!isWell(fleet.status(target))
            && !isTried(region)
            && !new NaiveChoice(this, List.of()).ignoresHealth(region));
  }

  /** H5: whether a trial of the region gets a part of what is shared by weight. */
  boolean isTried(String region) {
    var status = fleet.status(standIn(region).orElseThrow());
    return status.trial()
        && !isWell(status)
        && !status.drained()
        && demand.agents().distribution().isEmpty()
        && new NaiveChoice(this, List.of()).sharesByWeight(region);
  }

  private static boolean isWell(RegionStatus status) {
    var verdict = status.health() == Health.UNKNOWN ? status.lastVerdict() : status.health();
    return verdict != Health.UNHEALTHY && !status.drained();
  }

  /** R16: the region itself, or where its evacuations lead; empty if nowhere. */
  Optional<String> standIn(String region) {
    var passed = new HashSet<String>();
    var here = region;
    while (fleet.status(here).redirect().isPresent()) {
      if (!passed.add(here)) {
        return Optional.empty();
      }
      here = fleet.status(here).redirect().get();
      if (!regions.contains(here)) {
        return Optional.empty();
      }
    }
    return Optional.of(here);
  }

  /** R4: the agents that can do it where the region's work is done. */
  List<Agent> agentsFor(String region) {
    var able = new ArrayList<Agent>();
    var target = standIn(region);
    if (target.isPresent()) {
      fleet.forEachAgent(
          agent -> {
            if (agent.region().equals(target.get()) && isAble(agent)) {
              able.add(agent);
            }
          });
    }
    return able;
  }

  private boolean isAble(Agent agent) {
    var offers = new HashSet<>(agent.capabilities());
    offers.addAll(declared(agent.region()));
    return agent.status() == dev.parallax.core.fleet.AgentStatus.CONNECTED
        && agent.load() < 1
        && agent.inFlight() < agent.maxConcurrency()
        && !request.excludedAgents().contains(agent.id())
        && offers.containsAll(Set.of(demand.required()));
  }

  /** R9: what the region adds. */
  Set<String> declared(String region) {
    return strategy instanceof Strategy.Capability capability
        ? capability.regionCapabilities().getOrDefault(region, Set.of())
        : Set.of();
  }
}
