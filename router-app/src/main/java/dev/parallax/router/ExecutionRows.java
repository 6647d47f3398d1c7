package dev.parallax.router;

import dev.parallax.core.execution.Attempt;
import dev.parallax.core.execution.End;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Slot;
import dev.parallax.router.state.AttemptRow;
import dev.parallax.router.state.CauseRow;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.SlotRow;
import dev.parallax.runtime.input.AnswerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between the rows of the store and the running executions of the core. */
final class ExecutionRows {
  private static final AnswerReader VALUES = new AnswerReader(Answers.MAX_DEPTH);

  private ExecutionRows() {}

  /** A running row as an execution. */
  static Execution execution(String id, ExecutionRow row) {
    var slots = new ArrayList<Slot>(row.getSlots().size());
    for (var slot : row.getSlots()) {
      var attempts = slot.getAttempts().stream().map(ExecutionRows::attempt).toList();
      slots.add(new Slot(slots.size(), attempts));
    }
    return new Execution(
        id, RulesRows.rules(row.getRules()), row.getStartedAt(), row.getDeadline(), slots, false);
  }

  /** The slots of an execution as rows. */
  static List<SlotRow> slots(Execution execution) {
    return execution.slots().stream()
        .map(slot -> new SlotRow(slot.attempts().stream().map(ExecutionRows::row).toList()))
        .toList();
  }

  /** When the first of the open attempts of a running row is due, ms since the epoch. */
  static long dueAt(ExecutionRow running) {
    long dueAt = running.getDeadline();
    for (var slot : running.getSlots()) {
      var current = current(slot);
      if (isOpen(current)) {
        dueAt = Math.min(dueAt, current.getDueAt());
      }
    }
    return dueAt;
  }

  /** The attempt that counts. */
  static AttemptRow current(SlotRow slot) {
    return slot.getAttempts().get(slot.getAttempts().size() - 1);
  }

  /** Whether the agent's answer is awaited. */
  static boolean isOpen(AttemptRow attempt) {
    return attempt.getValue() == null && attempt.getCause() == null;
  }

  private static Attempt attempt(AttemptRow row) {
    return new Attempt(
        row.getNumber(),
        row.getAgentId(),
        row.getRegion(),
        row.getAskedAt(),
        row.getDueAt(),
        isOpen(row) ? Optional.empty() : Optional.of(end(row)));
  }

  private static End end(AttemptRow row) {
    return row.getCause() == null
        ? new End.Answered(VALUES.reread(row.getValue()), row.getConfidence(), row.getEndedAt())
        : new End.Failed(
            End.Cause.valueOf(row.getCause().name()), row.getError(), row.getEndedAt());
  }

  private static AttemptRow row(Attempt attempt) {
    var row =
        AttemptRow.newBuilder()
            .setNumber(attempt.number())
            .setAgentId(attempt.agentId())
            .setRegion(attempt.region())
            .setAskedAt(attempt.askedAt())
            .setDueAt(attempt.dueAt())
            .setEndedAt(attempt.end().map(End::at).orElse(0L));
    attempt
        .answered()
        .ifPresent(
            answer -> row.setValue(answer.value().canonical()).setConfidence(answer.confidence()));
    attempt
        .failed()
        .ifPresent(
            failed ->
                row.setCause(CauseRow.valueOf(failed.cause().name())).setError(failed.reason()));
    return row.build();
  }
}
