package dev.parallax.core.routing;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides where requests go (R1 to R16, R18 to R21). Immutable, without side effects: the same
 * request, fleet and configuration give the same decision everywhere and always. Holding itself
 * (R17), deadlines and identities (R22) are the app's.
 */
public final class Router {
  private final Plan plan;
  // A memo of what the last decision saw: never wrong, at worst made again.
  private volatile Standing standing;

  Router(Plan plan) {
    this.plan = plan;
    this.standing = new Standing(Fleet.empty().statuses(), plan.regions());
  }

  /**
   * A router for this configuration, which must be one that its reader accepted.
   *
   * @param configHash hash of the configuration, shown by every explanation (R18)
   * @throws IllegalArgumentException if the configuration names a region that it does not define
   */
  public static Router of(ParallaxConfig config, String configHash) {
    return new Router(PlanCompiler.compile(config, configHash));
  }

  /**
   * Where the request goes, or why nowhere. {@code request.input()} must hold the values at {@link
   * #inputPaths()} and {@link Fleet#inputPaths()}.
   *
   * @param now when it is decided, ms since the epoch (UTC): a ramp grows with it (F3), and nothing
   *     else depends on it
   */
  public Decision decide(Request request, Fleet fleet, long now) {
    var decision = decide(request, fleet, now, plan.residency());
    if (decision instanceof Unroutable refused
        && refused.reason() != Reason.RESIDENCY
        && plan.residency().judge(request) instanceof Residency.Verdict.Bound bound
        && decide(request, fleet, now, Residency.NONE) instanceof Routed) {
      return new Unroutable(
          Reason.RESIDENCY,
          "residency rule "
              + bound.number()
              + " keeps it from the regions that could serve it (R5, R20): "
              + refused.message(),
          refused.explanation(),
          lacksOnlyAvailability(request, fleet, now));
    }
    return decision;
  }

  /**
   * Which agents of one region a part of the request is for, or why for none (P7): by the residency
   * rules, the region's health and drain, and its agents. That it shall be this region was decided
   * elsewhere, and by which pattern.
   *
   * @param region id of a defined region
   * @param count how many agents, at least 1
   * @param now as for {@link #decide(Request, Fleet, long)}
   */
  public Decision decideIn(String region, int count, Request request, Fleet fleet, long now) {
    var distribution = new Pattern.Distribution(List.of(region), count);
    var agents =
        new Pattern.Agents(
            Set.of(),
            count,
            OptionalInt.of(count),
            new RegionWish.Auto(),
            Optional.of(distribution));
    var constraints = Constraints.of(request, agents, plan, plan.residency());
    var deciding = new Deciding(plan, request, fleet, standing(fleet), constraints, now, true);
    return constraints.refusal().isPresent()
        ? unroutable(constraints.refusal().get(), deciding)
        : distribute(distribution, deciding);
  }

  /** Whether a residency rule binds the request to regions (R5). */
  public boolean isBound(Request request) {
    return plan.residency().judge(request) instanceof Residency.Verdict.Bound;
  }

  /**
   * Whether a residency rule keeps the values of the request out of a region (R5).
   *
   * @param region id of a defined region
   */
  public boolean isKeptFrom(String region, Request request) {
    return plan.residency().judge(request) instanceof Residency.Verdict.Bound bound
        && !bound.allows(plan.regions().indexOf(region));
  }

  /** Paths of the input, without {@code input.}, that the configuration reads; sorted. */
  public Set<String> inputPaths() {
    var paths = new TreeSet<>(plan.residency().inputPaths());
    paths.addAll(plan.strategy().inputPaths());
    return paths;
  }

  private Decision decide(Request request, Fleet fleet, long now, Residency residency) {
    var constraints = Constraints.of(request, fleet, plan, residency);
    var deciding = new Deciding(plan, request, fleet, standing(fleet), constraints, now);
    if (constraints.refusal().isPresent()) {
      return unroutable(constraints.refusal().get(), deciding);
    }
    var distribution = constraints.agents().distribution();
    return distribution.isPresent() ? distribute(distribution.get(), deciding) : choose(deciding);
  }

  /** R17: whether the residency rule leaves regions that only agents or availability keep out. */
  private boolean lacksOnlyAvailability(Request request, Fleet fleet, long now) {
    var constraints = Constraints.of(request, fleet, plan, plan.residency());
    return new Deciding(plan, request, fleet, standing(fleet), constraints, now)
        .lacksOnlyAvailability();
  }

  private Standing standing(Fleet fleet) {
    var known = standing;
    if (!known.isOf(fleet.statuses())) {
      known = new Standing(fleet.statuses(), plan.regions());
      standing = known;
    }
    return known;
  }

  private static Decision choose(Deciding deciding) {
    var place = deciding.choose();
    if (place == null) {
      return unroutable(Refusals.ofRegions(deciding), deciding);
    }
    var targets = new Selection(deciding).from(place);
    return new Routed(targets, deciding.explain());
  }

  private static Decision distribute(Pattern.Distribution distribution, Deciding deciding) {
    var places = new ArrayList<Place>();
    long eligible = 0;
    for (var region : distribution.regions()) {
      var place = deciding.place(deciding.regions().indexOf(region));
      if (!place.isEligible()) {
        return unroutable(Refusals.ofDistribution(deciding, place), deciding);
      }
      places.add(place);
      eligible += place.agents().count();
    }
    var wanted = deciding.constraints().agents();
    long needed = Math.max(wanted.min(), distribution.agents());
    if (eligible < needed) {
      return unroutable(Refusals.ofSum(eligible, needed), deciding);
    }
    long total = wanted.max().isPresent() ? Math.min(wanted.max().getAsInt(), eligible) : needed;
    var targets =
        new Selection(deciding).fromEach(places, distribution.minPerRegion(), (int) total);
    return new Routed(targets, deciding.explain());
  }

  private static Unroutable unroutable(Refusal refusal, Deciding deciding) {
    return new Unroutable(
        refusal.reason(), refusal.message(), deciding.explain(), refusal.reason().mayPass());
  }
}
