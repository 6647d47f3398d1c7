package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Slot;
import dev.parallax.core.fleet.Agent;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.HeldRow;
import java.util.List;

/**
 * What a cancellation makes of an execution (X10), and who hears that nobody waits any more.
 *
 * @param encoders of this thread
 * @param fleet the live snapshot
 * @param forwards tells other regions' control planes (P7)
 */
record CancelExecution(Encoders encoders, FleetHolder fleet, ForwardWriter forwards) {
  private static final int MAX_CHARS = 500;

  /** The outcome's reason. */
  static String reason(ExecutionCancellation asked) {
    var why = asked.getReason() == null ? "" : ": " + asked.getReason();
    var reason = "cancelled by " + asked.getBy() + why;
    return reason.length() <= MAX_CHARS ? reason : reason.substring(0, MAX_CHARS) + "...";
  }

  /** Tells the agents that still work on it, as far as they are there. */
  void tell(Execution last, ExecutionRow row, Effects effects) {
    forwards.cancel(last.unanswered(), row, last, effects);
    for (var slot : last.unanswered()) {
      fleet
          .view()
          .fleet()
          .agent(slot.current().agentId())
          .filter(Agent::connected)
          .filter(agent -> encoders.sendsTo(agent.region()))
          .filter(agent -> !forwards.federation().isElsewhere(agent.region()))
          .filter(agent -> agent.region().equals(slot.current().region()))
          .ifPresent(agent -> tell(agent, slot, last.id(), row, effects));
    }
  }

  /** It goes on elsewhere, or is over: nobody waits for these slots any more (X8). */
  void release(List<Slot> open, ExecutionRow row, Execution execution, Effects effects) {
    forwards.release(open, row, execution, effects);
  }

  /** The outcome of a request that waited for agents (R17): nobody was asked. */
  ExecutionOutcome held(String id, HeldRow row, String reason, long now) {
    long started = row.getAppendedAt();
    long ended = Math.max(started, now);
    return ExecutionOutcome.newBuilder()
        .setExecutionId(id)
        .setStatus(ExecutionStatus.CANCELLED)
        .setReason(reason)
        .setAttempts(0)
        .setStartedAt(started)
        .setCompletedAt(ended)
        .setDurationMs(ended - started)
        .build();
  }

  private void tell(Agent agent, Slot slot, String id, ExecutionRow row, Effects effects) {
    var attempt = slot.current();
    var task =
        new ExecutionTask(
            id,
            slot.number(),
            attempt.number(),
            TaskKind.CANCEL,
            row.getPattern(),
            row.getPatternVersion(),
            List.of(),
            "null",
            agent.id(),
            agent.region(),
            attempt.dueAt(),
            fleet.view().fleet().epoch());
    effects.emit(
        Sinks.tasks(agent.region()),
        agent.id().getBytes(UTF_8),
        new Addressed(agent.partition(), encoders.task(task)),
        CarriedHeaders.headers(row.getHeaders()));
  }
}
