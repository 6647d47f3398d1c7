package dev.parallax.router;

import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartSlot;
import dev.parallax.events.TaskResult;
import dev.parallax.router.state.ForwardedRow;
import dev.parallax.router.state.ForwardedSlotRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/** What rows of forwarded parts say (P7). */
final class ForwardedRows {
  private ForwardedRows() {}

  /** The row of an execution of which nothing is known yet; it is not remembered at all. */
  static ForwardedRow row(ForwardedPart part, Headers headers) {
    return ForwardedRow.newBuilder()
        .setOrigin(part.getOrigin())
        .setDeadline(part.getDeadline())
        .setForgetAt(0)
        .setPattern(part.getPattern())
        .setPatternVersion(part.getPatternVersion())
        .setRedact(part.getRedact())
        .setHeaders(CarriedHeaders.of(headers))
        .setSlots(List.of())
        .build();
  }

  /**
   * With slots that were sent back. When their part comes again it is not taken: the origin went
   * elsewhere.
   */
  static ForwardedRow sentBack(ForwardedRow row, List<PartSlot> slots) {
    var all = new ArrayList<>(row.getSlots());
    for (var slot : slots) {
      all.add(
          new ForwardedSlotRow(slot.getSlot(), slot.getAttempt(), null, slot.getDueAt(), false));
    }
    row.setSlots(all);
    return row;
  }

  /** Whether nobody was asked for this attempt of the slot. */
  static boolean isNew(PartSlot slot, Optional<ForwardedRow> known) {
    return known
        .map(row -> row.getSlots().stream().noneMatch(old -> isSame(old, slot)))
        .orElse(true);
  }

  /** The attempt of the slot, if its agent's answer is awaited. */
  static Optional<ForwardedSlotRow> open(ForwardedRow row, PartSlot slot) {
    return row.getSlots().stream().filter(old -> isSame(old, slot) && old.getOpen()).findFirst();
  }

  /** What the result is an answer to; absent if its agent was not asked for it (X12). */
  static Optional<ForwardedSlotRow> answered(ForwardedRow row, TaskResult result) {
    return row.getSlots().stream()
        .filter(slot -> slot.getSlot() == result.getSlot())
        .filter(slot -> slot.getAttempt() == result.getAttempt())
        .filter(slot -> result.getAgentId().equals(slot.getAgentId()))
        .findFirst();
  }

  /** Everybody who was asked here: nobody is asked twice (R12), whatever the origin knows of it. */
  static Set<String> asked(ForwardedRow row) {
    return row.getSlots().stream()
        .map(ForwardedSlotRow::getAgentId)
        .filter(agent -> agent != null)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isSame(ForwardedSlotRow old, PartSlot slot) {
    return old.getSlot() == slot.getSlot() && old.getAttempt() == slot.getAttempt();
  }
}
