package dev.parallax.core.routing;

import dev.parallax.core.fleet.EligibleAgents;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Rendezvous;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One decision while it is made: a place per configured region. One thread, then garbage. */
final class Deciding {
  private final Plan plan;
  private final Request request;
  private final Fleet fleet;
  private final Constraints constraints;
  private final int origin;
  private final Place[] places;
  private final long executionSeed;
  private final long attemptSeed;

  Deciding(Plan plan, Request request, Fleet fleet, Constraints constraints) {
    this.plan = plan;
    this.request = request;
    this.fleet = fleet;
    this.constraints = constraints;
    this.origin = plan.originOf(request);
    this.executionSeed = Rendezvous.hash(request.executionId());
    this.attemptSeed = Rendezvous.hash(executionSeed, request.attempt());
    this.places = new Place[plan.regions().size()];
    var from = origin < 0 ? "" : plan.regions().id(origin);
    for (int i = 0; i < places.length; i++) {
      places[i] = new Place(plan.regions(), i, fleet.status(plan.regions().id(i)), from);
    }
    for (var place : places) {
      examine(place);
    }
  }

  int size() {
    return places.length;
  }

  Place place(int region) {
    return places[region];
  }

  /** Position of the origin; -1 if it is not defined. */
  int origin() {
    return origin;
  }

  Regions regions() {
    return plan.regions();
  }

  RegionSet allPlaces() {
    return plan.regions().all();
  }

  Constraints constraints() {
    return constraints;
  }

  /**
   * Whether nothing but availability and agents, which come and go (R3, R4), keeps the request from
   * a region; from each of them where a distribution names several.
   */
  boolean lacksOnlyAvailability() {
    if (constraints.refusal().isPresent()) {
      return false;
    }
    var distribution = constraints.agents().distribution();
    if (distribution.isPresent()) {
      return distribution.get().regions().stream()
          .allMatch(id -> lacksOnlyAvailability(plan.regions().indexOf(id)));
    }
    // Only a choice tells which places nothing but the latency bound excludes.
    return choose() != null
        || Arrays.stream(places).anyMatch(place -> lacksOnlyAvailability(place.index()));
  }

  /** The region is judged as itself: an evacuation ends as well. */
  private boolean lacksOnlyAvailability(int region) {
    var itself = new Place(plan.regions(), region, places[region].status(), "");
    var constraint = constraint(itself);
    return (constraint == Cause.ELIGIBLE || constraint == Cause.EVACUATED)
        && narrowing(itself) == Cause.ELIGIBLE
        && places[region].cause() != Cause.BEYOND_BOUND;
  }

  /** All capabilities that every agent must have. */
  Set<String> required() {
    return constraints.required();
  }

  /** What the regions of R10 are shared by: the execution, whatever the attempt. */
  long executionSeed() {
    return executionSeed;
  }

  /** What agents are chosen by (R12). */
  long attemptSeed() {
    return attemptSeed;
  }

  /** The winner of the strategy; null if there is none. */
  Place choose() {
    return plan.strategy().choose(constraints.ask(), this);
  }

  Explanation explain() {
    var explained = new ArrayList<RegionExplanation>(places.length);
    for (var place : places) {
      explained.add(place.explain());
    }
    return new Explanation(
        request.executionId(),
        request.attempt(),
        origin < 0 ? Optional.empty() : Optional.of(plan.regions().id(origin)),
        request.pattern(),
        constraints.pattern().map(found -> found.version()),
        plan.strategy().name(),
        rule(),
        constraints.required(),
        List.copyOf(explained),
        plan.configHash(),
        fleet.epoch());
  }

  private Optional<String> rule() {
    var bound = constraints.residency().number();
    var ruled = ruledBy();
    if (bound == 0 && ruled == 0) {
      return Optional.empty();
    }
    var residency = bound == 0 ? "" : "residency rule " + bound;
    var affinity = ruled == 0 ? "" : "affinity rule " + ruled;
    return Optional.of(residency + (bound == 0 || ruled == 0 ? "" : ", ") + affinity);
  }

  private void examine(Place place) {
    substitute(place);
    if (place.target() < 0) {
      place.exclude(Cause.EVACUATED, 0);
      place.agents(EligibleAgents.none(), needed());
      return;
    }
    place.agents(eligible(place.target()), needed());
    var constraint = constraint(place);
    var narrowing = narrowing(place);
    place.allow(constraint == Cause.ELIGIBLE && narrowing == Cause.ELIGIBLE);
    place.exclude(constraint, ruleOf(constraint));
    place.exclude(availability(place), 0);
    place.exclude(narrowing, ruleOf(narrowing));
  }

  /** Number of the rule that excludes by this cause; 0 if no numbered rule does. */
  private int ruleOf(Cause cause) {
    return switch (cause) {
      case RESIDENCY -> constraints.residency().number();
      case AFFINITY -> ruledBy();
      default -> 0;
    };
  }

  private int ruledBy() {
    return constraints.ask() instanceof Ask.Ruled ruled ? ruled.number() : 0;
  }

  private Cause narrowing(Place place) {
    if (constraints.refusal().isPresent()) {
      return Cause.ELIGIBLE;
    }
    var cause = plan.strategy().narrow(constraints.ask(), place, this);
    boolean named = constraints.agents().distribution().isPresent();
    return named && cause.isPreference() ? Cause.ELIGIBLE : cause;
  }

  /** Follows the evacuations (R16). Nothing stands in along a circle or at an undefined region. */
  private void substitute(Place place) {
    int region = place.index();
    for (int steps = 0; places[region].isEvacuated(); steps++) {
      region = plan.regions().indexOf(places[region].status().redirect().get());
      if (region < 0 || steps == places.length) {
        place.standIn(-1, place.status());
        return;
      }
    }
    place.standIn(region, places[region].status());
  }

  private Cause constraint(Place place) {
    int target = place.target();
    if (!plan.served().contains(place.index()) || !plan.served().contains(target)) {
      return Cause.NOT_SERVED;
    }
    if (!constraints.residency().allows(target)) {
      return Cause.RESIDENCY;
    }
    if (!constraints.wished().contains(target)) {
      return Cause.PATTERN_REGION;
    }
    var distribution = constraints.agents().distribution();
    if (distribution.isPresent()) {
      if (!distribution.get().regions().contains(plan.regions().id(place.index()))) {
        return Cause.NOT_IN_DISTRIBUTION;
      }
      if (place.isEvacuated()) {
        return Cause.EVACUATED;
      }
    }
    return plan.crossRegion() || target == origin ? Cause.ELIGIBLE : Cause.NOT_ORIGIN;
  }

  private Cause availability(Place place) {
    if (!place.targetStatus().available() && !plan.strategy().overridesHealth(place, this)) {
      return place.targetStatus().drained() ? Cause.DRAINED : Cause.UNHEALTHY;
    }
    if (fleet.lacksTopic(place.targetRegion())) {
      return Cause.NO_TOPIC;
    }
    if (place.hasEnoughAgents()) {
      return Cause.ELIGIBLE;
    }
    return place.agents().count() == 0 ? Cause.NO_AGENT : Cause.TOO_FEW_AGENTS;
  }

  /** Agents that one region must have. */
  private int needed() {
    var agents = constraints.agents();
    return agents.distribution().isPresent()
        ? agents.distribution().get().minPerRegion()
        : agents.min();
  }

  private EligibleAgents eligible(int region) {
    var id = plan.regions().id(region);
    var agents = fleet.eligible(id, requiredIn(region));
    for (var excluded : request.excludedAgents()) {
      var agent = fleet.agent(excluded).filter(known -> known.region().equals(id));
      if (agent.isPresent()) {
        agents = agents.without(agent.get());
      }
    }
    return agents;
  }

  /** What is required less what the region itself declares (R9). */
  private Set<String> requiredIn(int region) {
    var declared = plan.strategy().declaredBy(region);
    if (declared.isEmpty() || required().isEmpty()) {
      return required();
    }
    var rest = new HashSet<>(required());
    rest.removeAll(declared);
    return rest;
  }
}
