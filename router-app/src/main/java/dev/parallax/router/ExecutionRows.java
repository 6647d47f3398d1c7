package dev.parallax.router;

import dev.parallax.core.execution.Answer;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Slot;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.SlotRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between the rows of the store and the running executions of the core. */
final class ExecutionRows {
  private ExecutionRows() {}

  /** A running row as an execution. */
  static Execution execution(String id, ExecutionRow row) {
    var slots = new ArrayList<Slot>(row.getSlots().size());
    for (var slot : row.getSlots()) {
      slots.add(slot(slots.size(), slot));
    }
    return new Execution(
        id, row.getAttempt(), row.getStartedAt(), row.getDeadline(), row.getMinConfidence(), slots);
  }

  /** The slots of an execution as rows. */
  static List<SlotRow> slots(Execution execution) {
    return execution.slots().stream().map(ExecutionRows::row).toList();
  }

  private static Slot slot(int number, SlotRow row) {
    var answer =
        row.getAnswered()
            ? Optional.of(
                new Answer(
                    number,
                    row.getAttempt(),
                    row.getAgentId(),
                    row.getRegion(),
                    Optional.ofNullable(row.getValue()),
                    row.getConfidence(),
                    Optional.ofNullable(row.getError())))
            : Optional.<Answer>empty();
    return new Slot(number, row.getAttempt(), row.getAgentId(), row.getRegion(), answer);
  }

  private static SlotRow row(Slot slot) {
    var row =
        SlotRow.newBuilder()
            .setAttempt(slot.attempt())
            .setAgentId(slot.agentId())
            .setRegion(slot.region());
    slot.answer()
        .ifPresent(
            answer ->
                row.setAnswered(true)
                    .setValue(answer.value().orElse(null))
                    .setConfidence(answer.confidence())
                    .setError(answer.error().orElse(null)));
    return row.build();
  }
}
