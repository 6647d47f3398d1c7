package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Target;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.RoutingDecision;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import dev.parallax.runtime.input.ParsedRequest.Refused;
import dev.parallax.runtime.ops.Meters;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What becomes of a request that is at home: tasks and a row; or the record that says why not; and
 * a decision in either case. Or it waits, and nothing is written of it yet (R17).
 */
final class DecideRoute {
  private final RunPlans plans;
  private final Router router;
  private final Encoders encoders;
  private final RouterMeters meters;
  private final DecisionRecords records;
  private final RefuseRequest refusals;
  private final RepeatedRequests repeats;
  private final Holding holding;
  private final Federation federation;
  private final ForwardWriter forwards;

  DecideRoute(RouterParts parts, RouterStores stores, Encoders encoders) {
    var rules = parts.config().executions();
    this.plans = new RunPlans(rules, Deadlines.of(parts.config()));
    this.router = parts.router();
    this.encoders = encoders;
    this.meters = parts.meters();
    this.records = parts.records();
    this.refusals = new RefuseRequest(rules, encoders, meters);
    this.repeats =
        new RepeatedRequests(stores.executions(), stores.held(), encoders, records, refusals);
    this.holding = Holding.of(parts.config(), stores.held());
    this.federation = parts.federation();
    this.forwards = new ForwardWriter(federation, encoders, meters.parts());
  }

  /** A readable, valid request came in. */
  Effects accept(Accepted accepted, FleetView view, Arrival arrival, long now) {
    var event = Optional.of(accepted.event());
    return repeats
        .of(accepted.request().executionId(), accepted.contentHash(), event, view, now)
        .orElseGet(() -> decide(accepted, view, arrival, now));
  }

  /** A request that waits is decided again (R17). */
  Effects again(Accepted accepted, FleetView view, Arrival arrival, long now) {
    return decide(accepted, view, arrival, now);
  }

  /** What came in can be read as a request, but is not a valid one. */
  Effects refuse(Refused refused, FleetView view, Arrival arrival, long now) {
    return repeats
        .of(refused.executionId(), refused.contentHash(), refused.event(), view, now)
        .orElseGet(() -> invalid(refused, view, arrival, now));
  }

  /**
   * A request that waits is valid no longer: the limits of the configuration became narrower since
   * it came.
   */
  Effects refuseHeld(Refused refused, FleetView view, Arrival arrival, long now) {
    var effects = invalid(refused, view, arrival, now);
    effects.release(refused.executionId());
    return effects;
  }

  private Effects invalid(Refused refused, FleetView view, Arrival arrival, long now) {
    var row = NewRow.refused(refused.contentHash(), arrival.record().timestamp());
    var record = records.invalid(refused.executionId(), refused.message(), view, now);
    record.setHeldMs(arrival.heldFor(now));
    var effects = refusals.refuse(record, refused.event(), row, now);
    effects.put(refused.executionId(), row);
    return effects;
  }

  private Effects decide(Accepted accepted, FleetView view, Arrival arrival, long now) {
    long appendedAt = arrival.record().timestamp();
    var plan = plans.of(accepted, view.fleet(), appendedAt);
    boolean bound = router.isBound(accepted.request());
    var row = NewRow.of(accepted, plan, bound, arrival.record().headers(), appendedAt);
    var candidate = new Candidate(accepted, view, arrival, plan, row, now);
    if (candidate.isExpired()) {
      return end(candidate, expired(candidate));
    }
    if (plan.fault().isPresent()) {
      return end(candidate, refused(candidate, Reason.INVALID_REQUEST, plan.fault().get()));
    }
    var decision = decide(candidate);
    return decision instanceof Routed routed
        ? routedOrKeptFrom(candidate, routed)
        : unroutable(candidate, (Unroutable) decision);
  }

  private Decision decide(Candidate candidate) {
    long began = System.nanoTime();
    var decision =
        router.decide(candidate.accepted().request(), candidate.view().fleet(), candidate.now());
    meters.decided(System.nanoTime() - began);
    return federation.withinBounds(decision);
  }

  /** Its answers may not come here with their values if a rule keeps them from this region (R5). */
  private Effects routedOrKeptFrom(Candidate candidate, Routed routed) {
    if (!federation.isElsewhere(routed.targets())) {
      return routed(candidate, routed);
    }
    if (router.isKeptFrom(federation.here(), candidate.accepted().request())) {
      if (routed.targets().size() > 1) {
        return end(candidate, explained(candidate, keptApart(routed)));
      }
      candidate.row().setRedacted(true);
    }
    return routed(candidate, federation.named(routed, 1));
  }

  private Unroutable keptApart(Routed routed) {
    return new Unroutable(
        Reason.RESIDENCY,
        "it is bound to regions other than %s, where the answers of its %d agents would be compared"
                .formatted(federation.here(), routed.targets().size())
            + " (R5, P7): send it to the control plane of one of its regions",
        routed.explanation(),
        false);
  }

  private Effects routed(Candidate candidate, Routed routed) {
    var effects = new Effects(candidate.now());
    var row = candidate.row();
    var execution = candidate.begin(routed);
    row.setPatternVersion(routed.explanation().patternVersion().orElse(null));
    row.setRules(candidate.plan().rulesRow());
    row.setSlots(ExecutionRows.slots(execution));
    if (execution.rules().retries() > 0 || federation.isElsewhere(routed.targets())) {
      row.setRequest(ByteBuffer.wrap(candidate.arrival().record().value()));
    }
    new TaskWriter(encoders, forwards, row, execution)
        .write(
            routed,
            candidate.accepted(),
            () -> candidate.arrival().record().value(),
            candidate.view().fleet().epoch(),
            effects);
    var decision = encoders.decision(explained(candidate, routed));
    effects.emit(Sinks.DECISIONS, candidate.id().getBytes(UTF_8), decision);
    effects.count(() -> count(candidate.id(), routed));
    return decided(candidate, effects);
  }

  private void count(String id, Routed routed) {
    ExecutionLog.routed(id, routed.targets());
    var origin = routed.explanation().origin().orElse(Meters.OTHER);
    if (routed.targets().size() == 1) {
      meters.routed(origin, routed.targets().get(0).region());
    } else {
      routed.targets().stream()
          .map(Target::region)
          .distinct()
          .forEach(region -> meters.routed(origin, region));
    }
  }

  private Effects unroutable(Candidate candidate, Unroutable refused) {
    if (!refused.holdable() || candidate.mayWaitNoLonger()) {
      return end(candidate, explained(candidate, refused));
    }
    var effects = new Effects(candidate.now());
    var hash = candidate.accepted().contentHash();
    long deadline = candidate.plan().deadline();
    if (candidate.arrival().isHeld()) {
      holding.goOn(candidate.id(), candidate.arrival(), hash, deadline, effects);
      return effects;
    }
    if (holding.isOff()) {
      return end(candidate, explained(candidate, refused));
    }
    return holding
        .hold(candidate.id(), candidate.arrival(), hash, deadline, effects, candidate.now())
        .map(obstacle -> end(candidate, explained(candidate, notHeld(refused, obstacle))))
        .orElseGet(
            () -> {
              effects.count(() -> ExecutionLog.held(candidate.id()));
              return effects;
            });
  }

  private static Unroutable notHeld(Unroutable refused, String obstacle) {
    var message = refused.message() + "; " + obstacle;
    return new Unroutable(refused.reason(), message, refused.explanation(), false);
  }

  /** What waited is explained by what it lacked to the last. */
  private RoutingDecision expired(Candidate candidate) {
    if (!candidate.arrival().isHeld()) {
      long late = candidate.now() - candidate.plan().deadline();
      var message = "its deadline passed " + late + " ms before it was read (R22)";
      return refused(candidate, Reason.EXPIRED, message);
    }
    var message = "its deadline passed while it was held (R17)";
    if (decide(candidate) instanceof Unroutable last) {
      var why = "%s: %s: %s".formatted(message, last.reason(), last.message());
      return explained(candidate, new Unroutable(Reason.EXPIRED, why, last.explanation(), false));
    }
    return refused(candidate, Reason.EXPIRED, message);
  }

  private Effects end(Candidate candidate, RoutingDecision decision) {
    var event = Optional.of(candidate.accepted().event());
    return decided(candidate, refusals.refuse(decision, event, candidate.row(), candidate.now()));
  }

  private Effects decided(Candidate candidate, Effects effects) {
    effects.put(candidate.id(), candidate.row());
    if (candidate.arrival().isHeld()) {
      effects.release(candidate.id());
    }
    return effects;
  }

  private RoutingDecision explained(Candidate candidate, Decision decision) {
    var record =
        records.of(decision, candidate.view(), candidate.plan().deadline(), candidate.now());
    record.setHeldMs(candidate.arrival().heldFor(candidate.now()));
    return record;
  }

  private RoutingDecision refused(Candidate candidate, Reason reason, String message) {
    var record =
        records.refused(
            candidate.id(),
            reason,
            message,
            candidate.view(),
            candidate.plan().deadline(),
            candidate.now());
    record.setHeldMs(candidate.arrival().heldFor(candidate.now()));
    return record;
  }
}
