package dev.parallax.cli.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.ReturnKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.Target;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the topics tell of one execution, in the order of time. For one thread. */
final class Story {
  private final List<Event> events = new ArrayList<>();

  /**
   * Something that happened.
   *
   * @param at timestamp of its record, ms since the epoch
   * @param stage what orders events of the same time: what leads to what
   * @param what one word
   * @param detail for people
   */
  record Event(long at, int stage, String what, String detail) {}

  void requested(long at) {
    add(at, 0, "requested", "");
  }

  void decided(RoutingDecision decision, long at) {
    var held = decision.getHeldMs() == 0 ? "" : ", after " + decision.getHeldMs() + " ms on hold";
    add(
        at,
        1,
        "decided",
        "attempt %d by %s: %s%s"
            .formatted(decision.getAttempt(), decision.getStrategy(), result(decision), held));
  }

  void asked(ExecutionTask task, long at) {
    add(
        at,
        2,
        task.getKind() == TaskKind.CANCEL ? "cancel task" : "task",
        "slot %d, attempt %d: %s in %s"
            .formatted(task.getSlot(), task.getAttempt(), task.getAgentId(), task.getRegion()));
  }

  void answered(TaskResult result, long at) {
    var said =
        result.getError() == null
            ? result.getValue() + ", confidence " + result.getConfidence()
            : "failed: " + result.getError();
    add(
        at,
        3,
        "answer",
        "slot %d, attempt %d: %s in %s: %s"
            .formatted(
                result.getSlot(),
                result.getAttempt(),
                result.getAgentId(),
                result.getRegion(),
                said));
  }

  /** A part went to another region's control plane (P7). */
  void forwarded(ForwardedPart part, String to, long at) {
    boolean asks = part.getKind() == PartKind.EXECUTE;
    add(
        at,
        2,
        asks ? "forwarded" : "given up",
        "%s: from %s to %s"
            .formatted(
                part.getSlots().stream()
                    .map(slot -> slot(slot.getSlot(), slot.getAttempt()))
                    .collect(Collectors.joining("; ")),
                part.getOrigin(),
                to));
  }

  /** What another region's control plane says of a part (P7). */
  void returned(ReturnedPart part, long at) {
    var slots =
        part.getSlots().stream()
            .map(
                slot ->
                    slot(slot.getSlot(), slot.getAttempt())
                        + (slot.getAgentId() == null ? "" : ": " + slot.getAgentId()))
            .collect(Collectors.joining("; "));
    add(at, 3, word(part.getKind()), slots + " in " + part.getRegion() + said(part));
  }

  private static String word(ReturnKind kind) {
    return switch (kind) {
      case TAKEN -> "taken";
      case REFUSED -> "sent back";
      case ANSWERED -> "returned";
      case LOST -> "agent lost";
      case UNKNOWN -> "of a newer version";
    };
  }

  private static String said(ReturnedPart part) {
    if (part.getKind() != ReturnKind.ANSWERED) {
      return part.getError() == null ? "" : ": " + part.getError();
    }
    if (part.getError() != null) {
      return ": failed: " + part.getError();
    }
    return part.getRedacted()
        ? ": a value that stays there (R5), confidence " + part.getConfidence()
        : ": " + part.getValue() + ", confidence " + part.getConfidence();
  }

  private static String slot(int slot, int attempt) {
    return "slot %d, attempt %d".formatted(slot, attempt);
  }

  void cancelled(ExecutionCancellation cancellation, long at) {
    var why = cancellation.getReason() == null ? "" : ": " + cancellation.getReason();
    add(at, 4, "cancel", "asked by " + cancellation.getBy() + why);
  }

  void ended(ExecutionOutcome outcome, long at) {
    var reason = outcome.getReason() == null ? "" : ": " + outcome.getReason();
    add(at, 5, "outcome", outcome.getStatus() + reason);
  }

  void refused(UnroutableRequest refused, long at) {
    add(at, 5, "unroutable", refused.getReason() + ": " + refused.getMessage());
  }

  private void add(long at, int stage, String what, String detail) {
    events.add(new Event(at, stage, what, detail));
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Times of day, and ms after the first event. */
  Table table() {
    var table = Table.of("Time", "After", "What", "Detail");
    var ordered = ordered();
    for (var event : ordered) {
      table.row(
          Instant.ofEpochMilli(event.at()).toString(),
          (event.at() - ordered.get(0).at()) + "ms",
          event.what(),
          event.detail());
    }
    return table;
  }

  void putInto(ObjectNode json) {
    var array = json.putArray("events");
    for (var event : ordered()) {
      array.add(
          Json.object()
              .put("at", event.at())
              .put("what", event.what())
              .put("detail", event.detail()));
    }
  }

  private List<Event> ordered() {
    return events.stream()
        .sorted(Comparator.comparingLong(Event::at).thenComparingInt(Event::stage))
        .toList();
  }

  private static String result(RoutingDecision decision) {
    if (decision.getTargets().isEmpty()) {
      return decision.getReason() + ": " + decision.getMessage();
    }
    return decision.getTargets().stream()
        .map(Story::target)
        .collect(Collectors.joining(", ", "to ", ""));
  }

  private static String target(Target target) {
    return target.getAgentId() + " in " + target.getRegion();
  }
}
