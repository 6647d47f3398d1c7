package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionTask;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartSlot;
import dev.parallax.events.TakenSlot;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import dev.parallax.router.OpenExecutions.Asked;
import dev.parallax.router.state.ForwardedRow;
import dev.parallax.router.state.ForwardedSlotRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What happens to a part that was taken here (P7): its agents answer, are gone or stay silent, or
 * the origin waits for them no longer.
 *
 * @param federation which region this is
 * @param forwarded the parts that were taken
 * @param fleet the live snapshot
 * @param encoders of this thread
 * @param meters of this process
 * @param returns tells the origin
 */
record FollowPart(
    Federation federation,
    ForwardedStore forwarded,
    FleetHolder fleet,
    Encoders encoders,
    RouterMeters meters,
    ReturnWriter returns) {

  static FollowPart of(RouterParts parts, ForwardedStore forwarded, Encoders encoders) {
    return new FollowPart(
        parts.federation(),
        forwarded,
        parts.fleet(),
        encoders,
        parts.meters(),
        new ReturnWriter(parts.federation(), encoders, parts.meters().parts()));
  }

  /** The origin waits for these slots no longer (X8, X10). */
  Effects cancel(ForwardedPart part, long now) {
    var effects = new Effects(now);
    forwarded
        .get(part.getExecutionId())
        .filter(row -> row.getOrigin().equals(part.getOrigin()))
        .ifPresent(row -> cancel(part, row, effects));
    return effects;
  }

  private void cancel(ForwardedPart part, ForwardedRow row, Effects effects) {
    var closed = part.getSlots().stream().flatMap(slot -> close(row, slot).stream()).toList();
    if (closed.isEmpty()) {
      return;
    }
    effects.put(part.getExecutionId(), row);
    if (part.getTellAgents()) {
      closed.forEach(slot -> stop(part, slot, row, effects));
    }
  }

  private static Optional<ForwardedSlotRow> close(ForwardedRow row, PartSlot slot) {
    var open = ForwardedRows.open(row, slot);
    open.ifPresent(waiting -> waiting.setOpen(false));
    return open;
  }

  private void stop(ForwardedPart part, ForwardedSlotRow slot, ForwardedRow row, Effects effects) {
    fleet
        .view()
        .fleet()
        .agent(slot.getAgentId())
        .filter(agent -> agent.connected() && agent.region().equals(federation.here()))
        .ifPresent(
            agent ->
                effects.emit(
                    Sinks.tasks(federation.here()),
                    agent.id().getBytes(UTF_8),
                    new Addressed(agent.partition(), encoders.task(stopping(part, slot))),
                    CarriedHeaders.headers(row.getHeaders())));
  }

  private ExecutionTask stopping(ForwardedPart part, ForwardedSlotRow slot) {
    return new ExecutionTask(
        part.getExecutionId(),
        slot.getSlot(),
        slot.getAttempt(),
        TaskKind.CANCEL,
        part.getPattern(),
        part.getPatternVersion(),
        List.of(),
        "null",
        slot.getAgentId(),
        federation.here(),
        slot.getDueAt(),
        fleet.view().fleet().epoch());
  }

  /**
   * An agent of this region answered.
   *
   * @return empty if no part asked that agent for it
   */
  Optional<Effects> answer(TaskResult result, long now) {
    return forwarded
        .get(result.getExecutionId())
        .flatMap(
            row -> ForwardedRows.answered(row, result).map(slot -> answer(result, row, slot, now)));
  }

  private Effects answer(TaskResult result, ForwardedRow row, ForwardedSlotRow slot, long now) {
    var effects = new Effects(now);
    if (!slot.getOpen()) {
      effects.count(meters::late);
      return effects;
    }
    slot.setOpen(false);
    effects.put(result.getExecutionId(), row);
    returns.answer(row, result, effects);
    effects.traffic(federation.here(), Traffic.End.of(result.getError() != null));
    return effects;
  }

  /** An agent that was asked is gone (X8). */
  Effects gone(String executionId, Asked agent, long now) {
    var effects = new Effects(now);
    forwarded
        .get(executionId)
        .ifPresent(
            row -> {
              var lost = close(row, slot -> slot.getAgentId().equals(agent.agentId()));
              if (!lost.isEmpty()) {
                effects.put(executionId, row);
                returns.lost(row, executionId, lost, effects);
              }
            });
    return effects;
  }

  /**
   * The timeout of attempts has passed, which their origin sees for itself: that their agents were
   * silent counts for this region (H1), and what they say from now on is late (X8).
   *
   * @param reached up to when timeouts may be judged, ms since the epoch
   */
  Effects expire(String executionId, long reached, long now) {
    var effects = new Effects(now);
    forwarded
        .get(executionId)
        .ifPresent(
            row -> {
              var silent = close(row, slot -> slot.getDueAt() <= reached);
              if (!silent.isEmpty()) {
                effects.put(executionId, row);
                silent.forEach(slot -> effects.traffic(federation.here(), Traffic.End.TIMED_OUT));
              }
            });
    return effects;
  }

  /** Closes the open ones among them. */
  private static List<TakenSlot> close(ForwardedRow row, Predicate<ForwardedSlotRow> which) {
    var closed =
        row.getSlots().stream().filter(slot -> slot.getOpen() && which.test(slot)).toList();
    closed.forEach(slot -> slot.setOpen(false));
    return closed.stream()
        .map(slot -> new TakenSlot(slot.getSlot(), slot.getAttempt(), slot.getAgentId()))
        .toList();
  }
}
