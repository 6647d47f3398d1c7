package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Executions;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import dev.parallax.runtime.input.ParsedRequest.Refused;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What becomes of a request that is at home: tasks and a row, or the record that says why not; and
 * a decision in either case. A request that was seen before makes nothing new: what ended it is
 * written again (X9).
 */
final class DecideRoute {
  private final Executions rules;
  private final Deadlines deadlines;
  private final Router router;
  private final ExecutionStore executions;
  private final Encoders encoders;
  private final RouterMeters meters;
  private final DecisionRecords records;

  DecideRoute(
      Executions rules,
      Deadlines deadlines,
      Router router,
      ExecutionStore executions,
      Encoders encoders,
      RouterMeters meters,
      DecisionRecords records) {
    this.rules = rules;
    this.deadlines = deadlines;
    this.router = router;
    this.executions = executions;
    this.encoders = encoders;
    this.meters = meters;
    this.records = records;
  }

  /** A readable, valid request. */
  Effects accept(Accepted accepted, FleetView view, long appendedAt, Headers headers, long now) {
    var id = accepted.request().executionId();
    var known = executions.get(id);
    if (known.isPresent()) {
      return repeated(id, known.get(), accepted.contentHash(), accepted.event(), view, now);
    }
    var plan = AttemptPlan.of(accepted, view.fleet(), rules, deadlines, appendedAt, now);
    var row = NewRow.of(accepted, plan, headers, appendedAt);
    if (plan.deadline() <= now) {
      return expired(accepted, view, row, plan, now);
    }
    if (plan.unsupported().isPresent()) {
      return unroutable(
          Reason.INVALID_REQUEST, plan.unsupported().get(), accepted, view, row, plan, now);
    }
    return decide(accepted, view, row, plan, now);
  }

  /** Readable as a request, but not a valid one (R19: INVALID_REQUEST). */
  Effects refuse(Refused refused, FleetView view, long appendedAt, long now) {
    var id = refused.executionId();
    var known = executions.get(id);
    if (known.isPresent()) {
      return repeated(
          id, known.get(), refused.contentHash(), refused.event().orElse(null), view, now);
    }
    var effects = new Effects(now);
    var row = NewRow.refused(refused.contentHash(), appendedAt);
    refuse(id, refused.event(), refused.message(), row, view, effects, now);
    effects.put(id, row);
    return effects;
  }

  private Effects decide(
      Accepted accepted, FleetView view, ExecutionRow row, AttemptPlan plan, long now) {
    long began = System.nanoTime();
    var decision = router.decide(accepted.request(), view.fleet());
    meters.decided(System.nanoTime() - began);
    var effects = new Effects(now);
    var record = records.of(decision, view, plan.deadline(), now);
    if (decision instanceof Routed routed) {
      row.setPatternVersion(routed.explanation().patternVersion().orElse(null));
      new TaskWriter(encoders, row).write(routed, accepted, view.fleet().epoch(), effects);
    } else if (decision instanceof Unroutable refused) {
      end(
          accepted.request().executionId(),
          Optional.of(accepted.event()),
          refused.reason(),
          refused.message(),
          new Explained(record, row),
          effects,
          now);
    }
    return explained(accepted.request().executionId(), record, row, effects);
  }

  private Effects expired(
      Accepted accepted, FleetView view, ExecutionRow row, AttemptPlan plan, long now) {
    return unroutable(
        Reason.EXPIRED,
        "its deadline passed " + (now - plan.deadline()) + " ms before it was read (R22)",
        accepted,
        view,
        row,
        plan,
        now);
  }

  private Effects unroutable(
      Reason reason,
      String message,
      Accepted accepted,
      FleetView view,
      ExecutionRow row,
      AttemptPlan plan,
      long now) {
    var id = accepted.request().executionId();
    var effects = new Effects(now);
    var record = records.refused(id, reason, message, view, plan.deadline(), now);
    var explained = new Explained(record, row);
    end(id, Optional.of(accepted.event()), reason, message, explained, effects, now);
    return explained(id, record, row, effects);
  }

  private Effects explained(String id, RoutingDecision record, ExecutionRow row, Effects effects) {
    effects.emit(Sinks.DECISIONS, id.getBytes(UTF_8), encoders.decision(record));
    effects.put(id, row);
    return effects;
  }

  /** Nothing new for the same content; a report under a name of its own for other content (X9). */
  private Effects repeated(
      String id,
      ExecutionRow known,
      String contentHash,
      ExecutionRequest event,
      FleetView view,
      long now) {
    var effects = new Effects(now);
    if (!known.getContentHash().equals(contentHash)) {
      var message =
          "execution "
              + id
              + " was requested before with other content (X9); give a new request a new id";
      var reported = id + "#" + contentHash;
      refuse(
          reported,
          Optional.ofNullable(event),
          message,
          NewRow.refused(contentHash, now),
          view,
          effects,
          now);
      return effects;
    }
    var key = id.getBytes(UTF_8);
    var headers = CarriedHeaders.headers(known.getHeaders());
    switch (known.getState()) {
      case RUNNING -> {}
      case FINISHED -> effects.emit(Sinks.OUTCOMES, key, Ending.record(known), headers);
      case UNROUTABLE ->
          effects.emit(
              Sinks.UNROUTABLE, key, encoders.unroutable(Ending.record(known), event), headers);
    }
    return effects;
  }

  private void refuse(
      String id,
      Optional<ExecutionRequest> event,
      String message,
      ExecutionRow row,
      FleetView view,
      Effects effects,
      long now) {
    var record = records.refused(id, Reason.INVALID_REQUEST, message, view, 0, now);
    end(id, event, Reason.INVALID_REQUEST, message, new Explained(record, row), effects, now);
    effects.emit(Sinks.DECISIONS, id.getBytes(UTF_8), encoders.decision(record));
  }

  private record Explained(RoutingDecision record, ExecutionRow row) {}

  private void end(
      String id,
      Optional<ExecutionRequest> event,
      Reason reason,
      String message,
      Explained explained,
      Effects effects,
      long now) {
    var row = explained.row();
    var record = new UnroutableRequest(null, id, reason.name(), message, explained.record());
    // The row outlives the topics that hold inputs, so it is kept without (X11).
    long forgetAt = now + rules.idempotence().toMillis();
    Ending.end(row, RowState.UNROUTABLE, encoders.unroutable(record), forgetAt);
    record.setRequest(event.orElse(null));
    effects.emit(
        Sinks.UNROUTABLE,
        id.getBytes(UTF_8),
        encoders.unroutable(record),
        CarriedHeaders.headers(row.getHeaders()));
    effects.count(() -> meters.unroutable(reason));
  }
}
