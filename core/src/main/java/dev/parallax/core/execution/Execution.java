package dev.parallax.core.execution;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A routed execution that waits for answers, aggregated by <i>first</i> (X7): the first answer with
 * at least {@code minConfidence} is the value and the rest is ignored. Immutable; an event yields a
 * {@link Step}.
 *
 * <p>It ends exactly once: by the first sufficient answer, when every slot has failed or was not
 * sure enough, or at its deadline.
 *
 * @param id the execution
 * @param attempt the attempt under way, from 1
 * @param startedAt append time of the request, ms since the epoch
 * @param deadline when it times out, ms since the epoch
 * @param minConfidence the least confidence that counts, 0..1
 * @param slots the agents that were asked; never empty
 */
public record Execution(
    String id, int attempt, long startedAt, long deadline, double minConfidence, List<Slot> slots) {

  public Execution {
    slots = List.copyOf(slots);
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("an execution without slots can never end: " + id);
    }
  }

  /** An answer came in at {@code now} (ms since the epoch). */
  public Step onAnswer(Answer answer, long now) {
    var cause = whyIgnored(answer);
    if (cause.isPresent()) {
      return new Step.Ignored(cause.get());
    }
    var next = with(slots.get(answer.slot()).with(answer));
    if (sufficient(answer)) {
      return new Step.Finished(next, next.completed(answer, now));
    }
    return next.slots.stream().anyMatch(Slot::isOpen)
        ? new Step.Waiting(next)
        : new Step.Finished(next, next.ended(Status.FAILED, next.failures(), now));
  }

  /** The deadline passed: TIMED_OUT, naming the agents that never answered (X8). */
  public Step.Finished onDeadline(long now) {
    var silent =
        slots.stream()
            .filter(Slot::isOpen)
            .map(slot -> slot.agentId() + " (" + slot.region() + ")")
            .collect(joining(", "));
    return new Step.Finished(
        this,
        ended(
            Status.TIMED_OUT,
            "no answer within " + (deadline - startedAt) + " ms from " + silent,
            now));
  }

  private Optional<Step.Cause> whyIgnored(Answer answer) {
    if (answer.slot() < 0 || answer.slot() >= slots.size()) {
      return Optional.of(Step.Cause.NOT_ASKED);
    }
    var slot = slots.get(answer.slot());
    if (answer.attempt() != slot.attempt()) {
      return Optional.of(Step.Cause.REPLACED);
    }
    if (!slot.agentId().equals(answer.agentId())) {
      return Optional.of(Step.Cause.NOT_ASKED);
    }
    return slot.isOpen() ? Optional.empty() : Optional.of(Step.Cause.DUPLICATE);
  }

  private boolean sufficient(Answer answer) {
    return answer.succeeded() && answer.confidence() >= minConfidence;
  }

  private Execution with(Slot changed) {
    var next = new ArrayList<>(slots);
    next.set(changed.number(), changed);
    return new Execution(id, attempt, startedAt, deadline, minConfidence, next);
  }

  private Outcome completed(Answer answer, long now) {
    return new Outcome(
        Status.COMPLETED,
        Optional.empty(),
        answer.value(),
        OptionalDouble.of(answer.confidence()),
        regions(),
        List.of(answer.agentId()),
        attempt,
        startedAt,
        Math.max(startedAt, now));
  }

  private Outcome ended(Status status, String reason, long now) {
    return new Outcome(
        status,
        Optional.of(reason),
        Optional.empty(),
        OptionalDouble.empty(),
        regions(),
        List.of(),
        attempt,
        startedAt,
        Math.max(startedAt, now));
  }

  private String failures() {
    return slots.stream()
        .flatMap(slot -> slot.answer().stream())
        .map(answer -> answer.agentId() + ": " + whyInsufficient(answer))
        .collect(joining("; "));
  }

  private String whyInsufficient(Answer answer) {
    return answer.succeeded()
        ? "confidence " + answer.confidence() + " is below " + minConfidence
        : answer.error().orElse("neither a value nor an error");
  }

  private List<String> regions() {
    return slots.stream().map(Slot::region).distinct().sorted().toList();
  }
}
