package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Executions;
import dev.parallax.core.routing.Reason;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import java.util.Optional;

/**
 * What becomes of a request that gets no agents: the record that says why, and its decision.
 *
 * @param rules how long it is remembered
 * @param encoders of this thread
 * @param meters count the reason
 */
record RefuseRequest(Executions rules, Encoders encoders, RouterMeters meters) {

  /**
   * Ends the row, and writes the decision and the request.
   *
   * @param decision UNROUTABLE, with reason and message
   * @param event the request, if it could be read as one
   * @param row is ended, and not put into the store
   */
  Effects refuse(
      RoutingDecision decision, Optional<ExecutionRequest> event, ExecutionRow row, long now) {
    var effects = new Effects(now);
    var id = decision.getExecutionId();
    var record =
        new UnroutableRequest(null, id, decision.getReason(), decision.getMessage(), decision);
    // The row outlives the topics that hold inputs, so it is kept without (X11).
    long forgetAt = now + rules.idempotence().toMillis();
    Ending.end(row, RowState.UNROUTABLE, encoders.unroutable(record), forgetAt);
    record.setRequest(event.orElse(null));
    effects.emit(
        Sinks.UNROUTABLE,
        id.getBytes(UTF_8),
        encoders.unroutable(record),
        CarriedHeaders.headers(row.getHeaders()));
    effects.emit(Sinks.DECISIONS, id.getBytes(UTF_8), encoders.decision(decision));
    effects.count(
        () -> {
          meters.unroutable(Reason.valueOf(decision.getReason()));
          ExecutionLog.refused(decision);
        });
    return effects;
  }
}
