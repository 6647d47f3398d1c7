package dev.parallax.runtime.mapping;

import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Explanation;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.RegionExplanation;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.StateOffset;
import dev.parallax.events.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Decisions as the decisions topic holds them (R18). */
public final class DecisionMapping {
  private DecisionMapping() {}

  /**
   * The record of a decision. Identity, attempt, origin, pattern, version and epoch are those of
   * its explanation.
   *
   * @param stateOffsets how much of the state topics the decision had seen
   * @param deadline of the execution, ms since the epoch (UTC)
   * @param decidedAt evaluation time, ms since the epoch (UTC)
   */
  public static RoutingDecision record(
      Decision decision, List<StateOffset> stateOffsets, long deadline, long decidedAt) {
    var record = explained(decision.explanation());
    if (decision instanceof Routed routed) {
      record.setResult(DecisionResult.ROUTED);
      record.setTargets(targets(routed));
      record.setMessage("");
    } else {
      var refused = (Unroutable) decision;
      record.setResult(DecisionResult.UNROUTABLE);
      record.setTargets(List.of());
      record.setReason(refused.reason().name());
      record.setMessage(refused.message());
    }
    record.setStateOffsets(stateOffsets);
    record.setDeadline(deadline);
    record.setDecidedAt(decidedAt);
    return record;
  }

  private static RoutingDecision explained(Explanation explanation) {
    var record = new RoutingDecision();
    record.setExecutionId(explanation.executionId());
    record.setAttempt(explanation.attempt());
    record.setOrigin(explanation.origin().orElse(null));
    record.setPattern(explanation.pattern().orElse(null));
    record.setPatternVersion(explanation.patternVersion().orElse(null));
    record.setStrategy(explanation.strategy());
    record.setRule(explanation.rule().orElse(null));
    record.setRequiredCapabilities(explanation.requiredCapabilities());
    record.setRegions(regions(explanation));
    record.setConfigHash(explanation.configHash());
    record.setEpoch(explanation.epoch());
    return record;
  }

  private static List<Target> targets(Routed routed) {
    var targets = new ArrayList<Target>(routed.targets().size());
    for (var target : routed.targets()) {
      targets.add(new Target(target.slot(), target.region(), target.agentId(), target.partition()));
    }
    return targets;
  }

  private static List<RegionExplanation> regions(Explanation explanation) {
    var regions = new ArrayList<RegionExplanation>(explanation.regions().size());
    for (var region : explanation.regions()) {
      regions.add(region(region));
    }
    return regions;
  }

  private static RegionExplanation region(dev.parallax.core.routing.RegionExplanation region) {
    return new RegionExplanation(
        region.region(),
        region.eligible(),
        region.excludedBy().orElse(null),
        region.why(),
        nullable(region.score()),
        nullable(region.latencyMs()),
        nullable(region.weight()),
        region.spareCapacity(),
        region.eligibleAgents(),
        region.health().name(),
        region.chosen());
  }

  private static Double nullable(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
