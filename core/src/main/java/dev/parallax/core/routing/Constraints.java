package dev.parallax.core.routing;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the request, its pattern and the rules ask, before any region is looked at (stage 1 of R1).
 *
 * @param pattern as found; empty if the request names none, or none that exists
 * @param agents the agents it needs
 * @param residency what the residency rules say
 * @param ask what the strategy makes of the request
 * @param wished regions that the pattern allows (R13)
 * @param required all capabilities that every agent must have (R4)
 * @param refusal why it goes nowhere whatever the regions are like
 */
record Constraints(
    Optional<Pattern> pattern,
    Pattern.Agents agents,
    Residency.Verdict residency,
    Ask ask,
    RegionSet wished,
    Set<String> required,
    Optional<Refusal> refusal) {

  private static final Pattern.Agents ONE = Pattern.Agents.any(Set.of());

  static Constraints of(Request request, Fleet fleet, Plan plan, Residency rules) {
    var pattern =
        request.pattern().flatMap(fleet::pattern).filter(found -> isWanted(request, found));
    var agents = pattern.isPresent() ? pattern.get().agents() : ONE;
    boolean unknown = request.pattern().isPresent() && pattern.isEmpty();
    return of(request, pattern, agents, unknown, plan.strategy().ask(request), plan, rules);
  }

  /**
   * The same where somebody else has seen to the pattern and chosen the region, and asks for these
   * agents (P7): it may stand in for the one that a rule names (R16).
   */
  static Constraints of(Request request, Pattern.Agents agents, Plan plan, Residency rules) {
    var ask = plan.strategy().ask(request).anywhere();
    return of(request, Optional.empty(), agents, false, ask, plan, rules);
  }

  private static Constraints of(
      Request request,
      Optional<Pattern> pattern,
      Pattern.Agents agents,
      boolean patternUnknown,
      Ask ask,
      Plan plan,
      Residency rules) {
    var residency = rules.judge(request);
    var wished = wishedBy(agents.region(), request.input(), plan.regions());
    var required = union(agents.capabilities(), request.capabilities());
    required = union(union(required, residency.capabilities()), ask.capabilities());
    var constraints =
        new Constraints(
            pattern,
            agents,
            residency,
            ask,
            wished == null ? plan.regions().all() : wished,
            required,
            Optional.empty());
    return constraints.refusedBy(constraints.refuse(request, plan, patternUnknown, wished == null));
  }

  /** Whether a residency rule binds the request (R5). */
  boolean isBound() {
    return residency.number() > 0;
  }

  /** Agents that one region must have. */
  int needed() {
    return agents.distribution().isPresent()
        ? agents.distribution().get().minPerRegion()
        : agents.min();
  }

  /**
   * Why a region may not be chosen, however it is doing; else {@link Cause#ELIGIBLE}.
   *
   * @param target position of the region whose agents would be chosen
   * @param region id of the region in whose place they would be
   */
  Cause judge(int target, String region, boolean evacuated) {
    if (!residency.allows(target)) {
      return Cause.RESIDENCY;
    }
    if (!wished.contains(target)) {
      return Cause.PATTERN_REGION;
    }
    if (agents.distribution().isEmpty()) {
      return Cause.ELIGIBLE;
    }
    if (!agents.distribution().get().regions().contains(region)) {
      return Cause.NOT_IN_DISTRIBUTION;
    }
    return evacuated ? Cause.EVACUATED : Cause.ELIGIBLE;
  }

  private static boolean isWanted(Request request, Pattern pattern) {
    return request.patternVersion().isEmpty()
        || request.patternVersion().get().equals(pattern.version());
  }

  private Constraints refusedBy(Refusal first) {
    return first == null
        ? this
        : new Constraints(pattern, agents, residency, ask, wished, required, Optional.of(first));
  }

  /** The first refusal; null if there is none. */
  private Refusal refuse(Request request, Plan plan, boolean patternUnknown, boolean wishUnknown) {
    if (plan.originOf(request) < 0) {
      return new Refusal(
          Reason.INVALID_REQUEST,
          "originRegion is not a defined region (R2); name a configured one, or none");
    }
    if (residency instanceof Residency.Verdict.Refused) {
      return new Refusal(
          Reason.RESIDENCY,
          "no residency rule matches, and residency.unmatched is refuse (R5); add a rule for it");
    }
    if (patternUnknown) {
      return new Refusal(
          Reason.UNKNOWN_PATTERN,
          request.patternVersion().isPresent()
              ? "there is no such version of the pattern (R21); name the newest, or no version"
              : "there is no pattern of that name (R21); apply it first");
    }
    if (wishUnknown || namesUnknownRegion(plan.regions())) {
      return new Refusal(
          Reason.UNKNOWN_REGION,
          "the pattern's region is not a defined one (R13); name a configured region there");
    }
    return ask instanceof Ask.Refused refused ? refused.refusal() : null;
  }

  private boolean namesUnknownRegion(Regions regions) {
    return agents.distribution().isPresent()
        && agents.distribution().get().regions().stream().anyMatch(id -> regions.indexOf(id) < 0);
  }

  /** The regions of R13; null if that is no defined region. */
  private static RegionSet wishedBy(RegionWish wish, Input input, Regions regions) {
    if (wish instanceof RegionWish.Auto) {
      return regions.all();
    }
    if (wish instanceof RegionWish.Literal literal) {
      return only(literal.region(), regions);
    }
    for (var operand : ((RegionWish.Template) wish).operands()) {
      if (operand instanceof RegionWish.Operand.Text text) {
        return only(text.text(), regions);
      }
      var value = input.at(((RegionWish.Operand.Path) operand).path());
      if (value.isPresent()) {
        return value instanceof Value.Text text ? only(text.text(), regions) : null;
      }
    }
    return null;
  }

  private static RegionSet only(String region, Regions regions) {
    if (region.equals(RegionWish.AUTO)) {
      return regions.all();
    }
    int index = regions.indexOf(region);
    return index < 0 ? null : RegionSet.of(regions.size(), index);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    if (other.isEmpty() || one.equals(other)) {
      return one;
    }
    if (one.isEmpty()) {
      return other;
    }
    var both = new HashSet<>(one);
    both.addAll(other);
    return Set.copyOf(both);
  }
}
