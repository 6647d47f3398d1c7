package dev.parallax.router;

import dev.parallax.core.execution.Attempt;
import dev.parallax.core.execution.End;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Slot;
import dev.parallax.router.OpenExecutions.Asked;
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
    var rows = new ArrayList<SlotRow>(execution.slots().size());
    for (var slot : execution.slots()) {
      var attempts = new ArrayList<AttemptRow>(slot.attempts().size());
      slot.attempts().forEach(attempt -> attempts.add(row(attempt)));
      rows.add(new SlotRow(attempts));
    }
    return rows;
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

  /** The agents whose answers it awaits. */
  static List<Asked> asked(ExecutionRow row) {
    var asked = new ArrayList<Asked>(row.getSlots().size());
    for (var slot : row.getSlots()) {
      var attempt = current(slot);
      if (isOpen(attempt)) {
        asked.add(new Asked(attempt.getAgentId(), attempt.getRegion()));
      }
    }
    return asked;
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
    // Not by its builder, which costs as much as the decision.
    var row = new AttemptRow();
    row.setNumber(attempt.number());
    row.setAgentId(attempt.agentId());
    row.setRegion(attempt.region());
    row.setAskedAt(attempt.askedAt());
    row.setDueAt(attempt.dueAt());
    attempt.end().ifPresent(end -> ended(row, end));
    return row;
  }

  private static void ended(AttemptRow row, End end) {
    row.setEndedAt(end.at());
    if (end instanceof End.Answered answer) {
      row.setValue(answer.value().canonical());
      row.setConfidence(answer.confidence());
    } else if (end instanceof End.Failed failed) {
      row.setCause(CauseRow.valueOf(failed.cause().name()));
      row.setError(failed.reason());
    }
  }
}
