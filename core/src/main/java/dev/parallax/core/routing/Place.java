package dev.parallax.core.routing;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.EligibleAgents;
import dev.parallax.core.fleet.RegionStatus;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One configured region's place in one decision. It keeps its own latency, weight and order, and
 * has the agents and the health of its stand-in, which is itself unless it is evacuated (R16).
 * Lives as long as the decision, on one thread.
 */
final class Place {
  private final Deciding deciding;
  private final int index;
  private final int target;
  private Cause cause = Cause.ELIGIBLE;
  private int ruleNumber;
  private boolean allowed;
  private EligibleAgents agents;
  private int chosen;

  /**
   * @param target position of the region that stands in for it, which may be itself; -1 if none
   */
  Place(Deciding deciding, int index, int target) {
    this.deciding = deciding;
    this.index = index;
    this.target = target;
  }

  /** Position of its own region in the configuration. */
  int index() {
    return index;
  }

  /** Position of the region whose agents are chosen here; -1 if nothing stands in for it. */
  int target() {
    return target;
  }

  RegionStatus targetStatus() {
    return deciding.status(target < 0 ? index : target);
  }

  String targetRegion() {
    return deciding.regions().id(target);
  }

  boolean isEligible() {
    return cause == Cause.ELIGIBLE;
  }

  Cause cause() {
    return cause;
  }

  /** The first exclusion stands: a later stage never widens or renames what an earlier one did. */
  void exclude(Cause by, int rule) {
    if (cause == Cause.ELIGIBLE && by != Cause.ELIGIBLE) {
      cause = by;
      ruleNumber = rule;
    }
  }

  /** Says whether stage 1 and the strategy's own bans leave the region to be chosen (R20). */
  void allow(boolean isAllowed) {
    allowed = isAllowed;
  }

  boolean isAllowed() {
    return allowed;
  }

  /** Those that could do it, looked up when they are first asked for. */
  EligibleAgents agents() {
    if (agents == null) {
      agents = target < 0 ? EligibleAgents.none() : deciding.eligible(target);
    }
    return agents;
  }

  int needed() {
    return deciding.constraints().needed();
  }

  boolean hasEnoughAgents() {
    return agents().count() >= needed();
  }

  /** Whether a strategy has to compare it: it is eligible, or was until the bound excluded it. */
  boolean wasMeasured() {
    return cause == Cause.ELIGIBLE || cause == Cause.BEYOND_BOUND;
  }

  void chosen(int count) {
    chosen = count;
  }

  /** Its explanation; figures that are not numbers are absent. */
  RegionExplanation explain(double score, double latency, double weight, Optional<String> remark) {
    return new RegionExplanation(
        deciding.regions().id(index),
        cause,
        ruleNumber,
        target >= 0 && target != index ? Optional.of(targetRegion()) : Optional.empty(),
        optional(score),
        optional(latency),
        optional(weight),
        (double) agents().spare() / Agent.UNITS_PER_TASK,
        agents().count(),
        needed(),
        targetStatus().health(),
        chosen,
        remark);
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
