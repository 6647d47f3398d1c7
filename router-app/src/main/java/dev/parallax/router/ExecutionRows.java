package dev.parallax.router;

import dev.parallax.core.execution.Attempt;
import dev.parallax.core.execution.End;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.execution.Slot;
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

  /**
   * A running row as an execution. A row knows when it began, but not when each agent was asked.
   */
  static Execution execution(String id, ExecutionRow row) {
    var slots = new ArrayList<Slot>(row.getSlots().size());
    for (var slot : row.getSlots()) {
      slots.add(new Slot(slots.size(), List.of(attempt(slot, row))));
    }
    long timeout = Math.max(1, row.getDeadline() - row.getStartedAt());
    return new Execution(
        id,
        Rules.first(row.getMinConfidence(), timeout),
        row.getStartedAt(),
        row.getDeadline(),
        slots,
        false);
  }

  /** The slots of an execution as rows. */
  static List<SlotRow> slots(Execution execution) {
    return execution.slots().stream().map(slot -> row(slot.current())).toList();
  }

  private static Attempt attempt(SlotRow slot, ExecutionRow row) {
    return new Attempt(
        slot.getAttempt(),
        slot.getAgentId(),
        slot.getRegion(),
        row.getStartedAt(),
        row.getDeadline(),
        slot.getAnswered() ? Optional.of(end(slot, row.getStartedAt())) : Optional.empty());
  }

  private static End end(SlotRow slot, long at) {
    return slot.getValue() == null
        ? new End.Failed(End.Cause.ERROR, slot.getError(), at)
        : new End.Answered(VALUES.reread(slot.getValue()), slot.getConfidence(), at);
  }

  private static SlotRow row(Attempt attempt) {
    var row =
        SlotRow.newBuilder()
            .setAttempt(attempt.number())
            .setAgentId(attempt.agentId())
            .setRegion(attempt.region())
            .setAnswered(!attempt.isOpen());
    attempt
        .answered()
        .ifPresent(
            answer -> row.setValue(answer.value().canonical()).setConfidence(answer.confidence()));
    attempt.failed().ifPresent(failed -> row.setError(failed.reason()));
    return row.build();
  }
}
