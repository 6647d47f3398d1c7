package dev.parallax.router;

import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.StateOffset;
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
    return DecisionMapping.record(decision, offsets(view), deadline, now);
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
        .setStateOffsets(offsets(view))
        .setEpoch(view.fleet().epoch())
        .setDeadline(deadline)
        .setDecidedAt(now)
        .build();
  }

  private static List<StateOffset> offsets(FleetView view) {
    return view.offsets().list().stream()
        .map(o -> new StateOffset(o.topic(), o.partition(), o.nextOffset()))
        .toList();
  }
}
