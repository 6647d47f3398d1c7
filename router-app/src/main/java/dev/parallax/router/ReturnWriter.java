package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartSlot;
import dev.parallax.events.ReturnKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TakenSlot;
import dev.parallax.events.TaskResult;
import dev.parallax.router.state.ForwardedRow;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the origin of a part is told (P7).
 *
 * @param federation who is told
 * @param encoders of this thread
 * @param meters count it
 */
record ReturnWriter(Federation federation, Encoders encoders, PartMeters meters) {
  private static final int MAX_REASON_CHARS = 300;

  /** Why nobody can be asked here: what is counted, and what people are told. */
  record Refusal(Enum<?> reason, String message) {}

  /** Nobody can be asked here. */
  void sentBack(ForwardedPart part, List<PartSlot> slots, Refusal refusal, Effects effects) {
    var about =
        slots.stream().map(slot -> new TakenSlot(slot.getSlot(), slot.getAttempt(), null)).toList();
    emit(
        part.getOrigin(),
        returned(part.getExecutionId(), ReturnKind.REFUSED, about)
            .setError(shortened(refusal.message()))
            .build(),
        effects);
    effects.count(() -> meters.sentBack(part.getOrigin(), refusal.reason()));
  }

  /** Agents are asked. */
  void taken(ForwardedRow row, String id, List<TakenSlot> slots, Effects effects) {
    emit(row.getOrigin(), returned(id, ReturnKind.TAKEN, slots).build(), effects);
    effects.count(() -> meters.taken(row.getOrigin()));
  }

  /** Agents that were asked are gone. */
  void lost(ForwardedRow row, String id, List<TakenSlot> slots, Effects effects) {
    emit(row.getOrigin(), returned(id, ReturnKind.LOST, slots).build(), effects);
  }

  /** An agent answered; a value that may not leave is kept back (R5). */
  void answer(ForwardedRow row, TaskResult result, Effects effects) {
    var about = List.of(new TakenSlot(result.getSlot(), result.getAttempt(), result.getAgentId()));
    boolean keepsBack = row.getRedact();
    emit(
        row.getOrigin(),
        returned(result.getExecutionId(), ReturnKind.ANSWERED, about)
            .setValue(keepsBack ? null : result.getValue())
            .setRedacted(keepsBack && result.getValue() != null)
            .setConfidence(result.getConfidence())
            .setError(keepsBack && result.getError() != null ? "it failed" : result.getError())
            .build(),
        effects);
    effects.count(() -> meters.answered(row.getOrigin()));
  }

  private ReturnedPart.Builder returned(String id, ReturnKind kind, List<TakenSlot> slots) {
    return ReturnedPart.newBuilder()
        .setExecutionId(id)
        .setRegion(federation.here())
        .setKind(kind)
        .setSlots(slots);
  }

  /** An origin that the configuration has no more waits for nothing. */
  private void emit(String origin, ReturnedPart part, Effects effects) {
    if (!federation.hasPeer(origin)) {
      return;
    }
    var headers = new RecordHeaders();
    var key = part.getExecutionId().getBytes(UTF_8);
    var value = encoders.returned(origin, part);
    federation.seals().seal(headers, origin, encoders.returnedTopic(origin), key, value);
    effects.emit(Sinks.returned(origin), key, value, headers);
  }

  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON_CHARS
        ? reason
        : reason.substring(0, MAX_REASON_CHARS) + "...";
  }
}
