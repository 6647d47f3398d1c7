package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Target;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartSlot;
import dev.parallax.events.TakenSlot;
import dev.parallax.events.TaskKind;
import dev.parallax.router.PartMeters.Obstacle;
import dev.parallax.router.ReturnWriter.Refusal;
import dev.parallax.router.state.ForwardedRow;
import dev.parallax.router.state.ForwardedSlotRow;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What becomes here of a part that another region's control plane forwarded (P7). Its agents are
 * chosen among those of this region, by this region's own residency rules, health and drains; the
 * strategy was the origin's affair. Nothing is retried, aggregated or forwarded again; what becomes
 * of it then is {@link FollowPart}'s.
 */
final class TakePart {
  private static final Refusal ANOTHER =
      new Refusal(
          Obstacle.KNOWN_ID, "another execution of this id is known there: give each its own");

  private static final Refusal INVALID =
      new Refusal(Reason.INVALID_REQUEST, "it is no valid request here");

  private final Federation federation;
  private final String requests;
  private final long keptMs;
  private final Router router;
  private final ReadRequest reading;
  private final Encoders encoders;
  private final DecisionRecords records;
  private final FleetHolder fleet;
  private final ExecutionStore executions;
  private final ForwardedStore forwarded;
  private final ReturnWriter returns;

  TakePart(RouterParts parts, RouterStores stores, ReadRequest reading, Encoders encoders) {
    this.federation = parts.federation();
    this.requests = parts.topics().requests().name();
    this.keptMs = parts.config().executions().idempotence().toMillis();
    this.router = parts.router();
    this.reading = reading;
    this.encoders = encoders;
    this.records = parts.records();
    this.fleet = parts.fleet();
    this.executions = stores.executions();
    this.forwarded = stores.forwarded();
    this.returns = new ReturnWriter(federation, encoders, parts.meters().parts());
  }

  /** A part came for which agents shall be asked. One that came before changes nothing. */
  Effects of(ForwardedPart part, Headers headers, long now) {
    var known = forwarded.get(part.getExecutionId());
    var same = known.filter(row -> row.getOrigin().equals(part.getOrigin()));
    var asked =
        part.getSlots().stream()
            .filter(slot -> ForwardedRows.isNew(slot, same))
            .map(slot -> dueBy(latest(part, now), slot))
            .toList();
    if (asked.isEmpty()) {
      return new Effects(now);
    }
    var row = known.orElseGet(() -> ForwardedRows.row(part, headers));
    row.setForgetAt(Math.max(row.getForgetAt(), latest(part, now) + keptMs));
    var effects = new Effects(now);
    var obstacle = obstacle(part, asked, row, now);
    if (obstacle.isPresent()) {
      returns.sentBack(part, asked, obstacle.get(), effects);
      return effects;
    }
    var view = fleet.view();
    if (executions.get(part.getExecutionId()).isPresent()) {
      return sendBack(part, asked, ANOTHER, row, effects);
    }
    if (!(parsed(part, view) instanceof Accepted accepted)) {
      return sendBack(part, asked, INVALID, row, effects);
    }
    if (router.isKeptFrom(part.getOrigin(), accepted.request()) && !part.getRedact()) {
      return sendBack(part, asked, keptFrom(part.getOrigin()), row, effects);
    }
    var decision = decide(part, asked, accepted, row, view.fleet(), now);
    var record = records.of(decision, view, part.getDeadline(), now);
    effects.emit(Sinks.DECISIONS, key(part.getExecutionId()), encoders.decision(record));
    if (decision instanceof Unroutable refused) {
      return sendBack(part, asked, refusal(refused), row, effects);
    }
    return take(part, asked, (Routed) decision, accepted, row, effects);
  }

  /** What was refused is refused when it comes again: the origin went elsewhere. */
  private Effects sendBack(
      ForwardedPart part, List<PartSlot> asked, Refusal why, ForwardedRow row, Effects effects) {
    returns.sentBack(part, asked, why, effects);
    effects.put(part.getExecutionId(), ForwardedRows.sentBack(row, asked));
    return effects;
  }

  private static Refusal refusal(Unroutable refused) {
    return new Refusal(refused.reason(), refused.reason() + ": " + refused.message());
  }

  /** No deadline is further ahead than the idempotence (R22), whatever a peer says. */
  private long latest(ForwardedPart part, long now) {
    return Math.min(part.getDeadline(), now + keptMs);
  }

  private static PartSlot dueBy(long latest, PartSlot slot) {
    return new PartSlot(slot.getSlot(), slot.getAttempt(), Math.min(slot.getDueAt(), latest));
  }

  /** Why the part, and whenever it comes again, cannot be looked at. */
  private Optional<Refusal> obstacle(
      ForwardedPart part, List<PartSlot> asked, ForwardedRow row, long now) {
    if (part.getDeadline() <= now) {
      return Optional.of(new Refusal(Reason.EXPIRED, "its deadline passed before it came"));
    }
    if (asked.stream().allMatch(slot -> slot.getDueAt() <= now)) {
      return Optional.of(new Refusal(Reason.EXPIRED, "its timeout passed before it came"));
    }
    if (row.getSlots().size() + asked.size() > PartFaults.MAX_SLOTS) {
      return Optional.of(
          new Refusal(
              Obstacle.TOO_MANY,
              "at most " + PartFaults.MAX_SLOTS + " agents are asked for one execution"));
    }
    return row.getOrigin().equals(part.getOrigin()) ? Optional.empty() : Optional.of(ANOTHER);
  }

  /** This region's own rules count, whatever the origin makes of its own (R5). */
  private static Refusal keptFrom(String origin) {
    var message =
        "RESIDENCY: the rules here keep its values from %s, which does not know it (R5): do both"
                .formatted(origin)
            + " have one configuration?";
    return new Refusal(Reason.RESIDENCY, message);
  }

  private Decision decide(
      ForwardedPart part,
      List<PartSlot> asked,
      Accepted accepted,
      ForwardedRow row,
      Fleet known,
      long now) {
    var request = accepted.request();
    int attempt = asked.stream().mapToInt(PartSlot::getAttempt).max().orElse(1);
    var excluded = ForwardedRows.asked(row);
    excluded.addAll(part.getExcludedAgents());
    return router.decideIn(
        federation.here(),
        asked.size(),
        new Request(
            part.getExecutionId(),
            Optional.ofNullable(part.getPattern()),
            Optional.ofNullable(part.getPatternVersion()),
            new HashSet<>(part.getCapabilities()),
            request.input(),
            request.origin().or(() -> Optional.of(part.getOrigin())),
            request.priority(),
            request.metadata(),
            attempt,
            excluded),
        known,
        now);
  }

  private Effects take(
      ForwardedPart part,
      List<PartSlot> asked,
      Routed routed,
      Accepted accepted,
      ForwardedRow row,
      Effects effects) {
    var slots = new ArrayList<>(row.getSlots());
    var taken = new ArrayList<TakenSlot>();
    for (int i = 0; i < asked.size(); i++) {
      var slot = asked.get(i);
      var target = routed.targets().get(i);
      var agent = target.agentId();
      taken.add(new TakenSlot(slot.getSlot(), slot.getAttempt(), agent));
      slots.add(
          new ForwardedSlotRow(slot.getSlot(), slot.getAttempt(), agent, slot.getDueAt(), true));
      task(part, slot, target, accepted, row, effects);
    }
    row.setSlots(slots);
    row.setRedact(row.getRedact() || part.getRedact());
    effects.put(part.getExecutionId(), row);
    returns.taken(row, part.getExecutionId(), taken, effects);
    effects.count(() -> ExecutionLog.routed(part.getExecutionId(), routed.targets()));
    return effects;
  }

  private void task(
      ForwardedPart part,
      PartSlot slot,
      Target target,
      Accepted accepted,
      ForwardedRow row,
      Effects effects) {
    var task =
        new ExecutionTask(
            part.getExecutionId(),
            slot.getSlot(),
            slot.getAttempt(),
            TaskKind.EXECUTE,
            part.getPattern(),
            part.getPatternVersion(),
            part.getCapabilities(),
            accepted.event().getInput(),
            target.agentId(),
            federation.here(),
            slot.getDueAt(),
            fleet.view().fleet().epoch());
    effects.emit(
        Sinks.tasks(federation.here()),
        key(target.agentId()),
        new Addressed(target.partition(), encoders.task(task)),
        CarriedHeaders.headers(row.getHeaders()));
  }

  private ParsedRequest parsed(ForwardedPart part, FleetView view) {
    var value = part.getRequest().duplicate();
    var bytes = new byte[value.remaining()];
    value.get(bytes);
    var record =
        new Record<>(
            key(part.getExecutionId()), bytes, part.getAppendedAt(), (Headers) new RecordHeaders());
    return reading.read(record, new Provenance(requests, 0, 0, part.getAppendedAt()), view);
  }

  private static byte[] key(String executionId) {
    return executionId.getBytes(UTF_8);
  }
}
