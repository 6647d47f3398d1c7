package dev.parallax.router;

import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.RoutingDecision;
import dev.parallax.runtime.mapping.DecisionMapping;
import java.util.List;

/**
 * The records of the decisions topic (R18).
 *
 * @param strategy name of the configured strategy
 * @param configHash hash of the configuration (C5)
 */
record DecisionRecords(String strategy, String configHash) {

  /** What the core decided. */
  RoutingDecision of(Decision decision, FleetView view, long deadline, long now) {
    return DecisionMapping.record(decision, view.offsets().list(), deadline, now);
  }

  /** Refused before any region was looked at. */
  RoutingDecision refused(
      String id, Reason reason, String message, FleetView view, long deadline, long now) {
    return RoutingDecision.newBuilder()
        .setExecutionId(id)
        .setAttempt(1)
        .setResult(DecisionResult.UNROUTABLE)
        .setReason(reason.name())
        .setMessage(message)
        .setStrategy(strategy)
        .setRequiredCapabilities(List.of())
        .setTargets(List.of())
        .setRegions(List.of())
        .setConfigHash(configHash)
        .setStateOffsets(view.offsets().list())
        .setEpoch(view.fleet().epoch())
        .setDeadline(deadline)
        .setDecidedAt(now)
        .build();
  }

  /** Not a valid request, so that it has no deadline. */
  RoutingDecision invalid(String id, String message, FleetView view, long now) {
    return refused(id, Reason.INVALID_REQUEST, message, view, 0, now);
  }
}
