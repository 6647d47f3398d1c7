package dev.parallax.core.routing;

import dev.parallax.core.fleet.EligibleAgents;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.core.fleet.Rendezvous;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One decision while it is made: a place per configured region, examined when it is first asked
 * for, as most decisions depend on a few. One thread.
 */
final class Deciding {
  private final Plan plan;
  private final Request request;
  private final Fleet fleet;
  private final Standing standing;
  private final Constraints constraints;
  private final int origin;
  private final long executionSeed;
  private final long attemptSeed;
  private final long now;
  private final boolean isRegionGiven;
  private Place[] examined = new Place[4];
  private int examinedCount;
  private Scale scale = Scale.NONE;
  private double[] weights = {};

  Deciding(
      Plan plan,
      Request request,
      Fleet fleet,
      Standing standing,
      Constraints constraints,
      long now) {
    this(plan, request, fleet, standing, constraints, now, false);
  }

  /**
   * @param isRegionGiven whether the strategy has been asked elsewhere, and excludes nothing here
   *     (P7)
   */
  Deciding(
      Plan plan,
      Request request,
      Fleet fleet,
      Standing standing,
      Constraints constraints,
      long now,
      boolean isRegionGiven) {
    this.isRegionGiven = isRegionGiven;
    this.plan = plan;
    this.request = request;
    this.fleet = fleet;
    this.standing = standing;
    this.constraints = constraints;
    this.now = now;
    this.origin = plan.originOf(request);
    this.executionSeed = Rendezvous.hash(request.executionId());
    this.attemptSeed = Rendezvous.hash(executionSeed, request.attempt());
  }

  int size() {
    return plan.regions().size();
  }

  /** The region's place, with its eligibility, agents and health. */
  Place place(int region) {
    var place = find(region);
    if (place == null) {
      place = new Place(this, region, standing.target(region));
      examine(place);
      if (examinedCount == examined.length) {
        examined = Arrays.copyOf(examined, 2 * examinedCount);
      }
      examined[examinedCount++] = place;
    }
    return place;
  }

  /** The region's place if it was examined, else null. Few are, so they are searched in turn. */
  private Place find(int region) {
    for (int i = 0; i < examinedCount; i++) {
      if (examined[i].index() == region) {
        return examined[i];
      }
    }
    return null;
  }

  /** False if the region is not eligible, as far as that can be told without its agents. */
  boolean mayBeEligible(int region) {
    var place = find(region);
    if (place != null) {
      return place.isEligible();
    }
    int target = standing.target(region);
    return target >= 0 && takesWork(region, target) && constraint(region, target) == Cause.ELIGIBLE;
  }

  /** R3 but for topics and agents: what stands in for the region takes work, or may be tried. */
  private boolean takesWork(int region, int target) {
    return status(target).available()
        || plan.strategy().overridesHealth(region, this)
        || isTried(region, target);
  }

  /** H5: a trial has a share of what is shared by weight, and nothing else. */
  private boolean isTried(int region, int target) {
    if (isRegionGiven) {
      // Whoever gave it has taken its share for the trial.
      return status(target).onTrial();
    }
    return status(target).onTrial()
        && constraints.agents().distribution().isEmpty()
        && plan.strategy().tries(constraints.ask(), region);
  }

  /** Whether what stands in for the region takes only what a trial gets (H5). */
  boolean isTried(int region) {
    int target = standing.target(region);
    return target >= 0 && isTried(region, target);
  }

  /** When this is decided, ms since the epoch (UTC). */
  long now() {
    return now;
  }

  /** 0 if HEALTHY, else 1: DEGRADED and UNKNOWN rank after it where a strategy would tie (R3). */
  int healthRank(int region) {
    int target = standing.target(region);
    return status(target < 0 ? region : target).health() == Health.HEALTHY ? 0 : 1;
  }

  /** The region's own status, whatever stands in for it. */
  RegionStatus status(int region) {
    return standing.status(region);
  }

  /** Raw latency from the origin to the region itself in ms; not a number if not measured. */
  double latency(int region) {
    return standing.latency(origin, region);
  }

  /** Has explanations show what eligible places were measured by. */
  void measureBy(Scale by) {
    scale = by;
  }

  /**
   * Has explanations show the regions' weights.
   *
   * @param byRegion by position; not copied
   */
  void weighBy(double[] byRegion) {
    weights = byRegion;
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
   * a region; from each of them where a distribution names several. Not so where a region is beyond
   * the latency bound as well: it would not do when it is back. The request must be one that the
   * residency rules alone keep from being routed (R20).
   */
  boolean lacksOnlyAvailability() {
    var distribution = constraints.agents().distribution();
    if (distribution.isPresent()) {
      return distribution.get().regions().stream()
          .allMatch(id -> lacksOnlyAvailability(plan.regions().indexOf(id)));
    }
    return IntStream.range(0, size())
        .anyMatch(i -> lacksOnlyAvailability(i) && plan.strategy().reaches(i, this));
  }

  /** The region is judged as itself: an evacuation ends as well. */
  private boolean lacksOnlyAvailability(int region) {
    var constraint = constraint(region, region);
    return (constraint == Cause.ELIGIBLE || constraint == Cause.EVACUATED)
        && narrowing(region, region) == Cause.ELIGIBLE;
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
    return new Explanation(
        request.executionId(),
        request.attempt(),
        origin < 0 ? Optional.empty() : Optional.of(plan.regions().id(origin)),
        request.pattern(),
        constraints.pattern().map(found -> found.version()),
        plan.strategy().name(),
        rule(),
        constraints.required(),
        new ExplainedRegions(this),
        plan.configHash(),
        fleet.epoch());
  }

  /** Why the region was chosen, could have been, or could not. */
  RegionExplanation explain(int region) {
    var place = place(region);
    return place.explain(
        place.wasMeasured() ? scale.score(place) : Double.NaN,
        latency(region),
        weights.length == 0 ? Double.NaN : weights[region],
        plan.strategy().remark(region, this));
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
    if (place.target() < 0) {
      place.exclude(Cause.EVACUATED, 0);
      return;
    }
    var constraint = constraint(place.index(), place.target());
    var narrowing = narrowing(place.index(), place.target());
    place.allow(constraint == Cause.ELIGIBLE && narrowing == Cause.ELIGIBLE);
    place.exclude(constraint, ruleOf(constraint));
    if (place.isEligible()) {
      place.exclude(availability(place), 0);
    }
    place.exclude(narrowing, ruleOf(narrowing));
    if (place.isEligible() && isBeyondBound(place.index())) {
      place.exclude(Cause.BEYOND_BOUND, 0);
    }
  }

  /** Where a distribution names the regions, none is chosen, and no bound is there to choose by. */
  private boolean isBeyondBound(int region) {
    return constraints.refusal().isEmpty()
        && constraints.agents().distribution().isEmpty()
        && !plan.strategy().reaches(region, this);
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

  private Cause narrowing(int region, int target) {
    if (constraints.refusal().isPresent() || isRegionGiven) {
      return Cause.ELIGIBLE;
    }
    var cause = plan.strategy().narrow(constraints.ask(), region, target, this);
    boolean named = constraints.agents().distribution().isPresent();
    return named && cause.isPreference() ? Cause.ELIGIBLE : cause;
  }

  /** Position of the region that stands in for it (R16): see {@link Standing#target}. */
  int targetOf(int region) {
    return standing.target(region);
  }

  private Cause constraint(int region, int target) {
    if (!plan.served().contains(region) || !plan.served().contains(target)) {
      return Cause.NOT_SERVED;
    }
    boolean evacuated = status(region).redirect().isPresent();
    var cause = constraints.judge(target, plan.regions().id(region), evacuated);
    return cause == Cause.ELIGIBLE && !plan.crossRegion() && target != origin
        ? Cause.NOT_ORIGIN
        : cause;
  }

  private Cause availability(Place place) {
    if (!takesWork(place.index(), place.target())) {
      return place.targetStatus().drained() ? Cause.DRAINED : Cause.UNHEALTHY;
    }
    if (fleet.lacksTopic(place.targetRegion())) {
      return Cause.NO_TOPIC;
    }
    if (!fleet.reaches(place.targetRegion())) {
      return Cause.UNREACHABLE;
    }
    if (isMinority() && !constraints.isBound() && !plan.strategy().servesAlone(place, this)) {
      return Cause.NO_MAJORITY;
    }
    if (place.hasEnoughAgents()) {
      return Cause.ELIGIBLE;
    }
    return place.agents().count() == 0 ? Cause.NO_AGENT : Cause.TOO_FEW_AGENTS;
  }

  /** F8: whether no more than half of all regions can be reached, this one included. */
  private boolean isMinority() {
    return 2 * fleet.unreachable().size() >= size();
  }

  /** Those of the region that have what is required and are not excluded. */
  EligibleAgents eligible(int region) {
    var id = plan.regions().id(region);
    var agents = fleet.eligible(id, required(), plan.strategy().declaredBy(region));
    for (var excluded : request.excludedAgents()) {
      var agent = fleet.agent(excluded).filter(known -> known.region().equals(id));
      if (agent.isPresent()) {
        agents = agents.without(agent.get());
      }
    }
    return agents;
  }
}
