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
 */
record ReturnWriter(Federation federation, Encoders encoders) {
  private static final int MAX_REASON_CHARS = 300;

  /** Nobody can be asked here. */
  void sentBack(ForwardedPart part, List<PartSlot> slots, String reason, Effects effects) {
    var about =
        slots.stream().map(slot -> new TakenSlot(slot.getSlot(), slot.getAttempt(), null)).toList();
    emit(
        part.getOrigin(),
        returned(part.getExecutionId(), ReturnKind.REFUSED, about)
            .setError(shortened(reason))
            .build(),
        effects);
  }

  /** Something happened to slots. */
  void tell(ForwardedRow row, String id, ReturnKind kind, List<TakenSlot> slots, Effects effects) {
    emit(row.getOrigin(), returned(id, kind, slots).build(), effects);
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
  }

  private ReturnedPart.Builder returned(String id, ReturnKind kind, List<TakenSlot> slots) {
    return ReturnedPart.newBuilder()
        .setExecutionId(id)
        .setRegion(federation.here())
        .setKind(kind)
        .setSlots(slots);
  }

  private void emit(String origin, ReturnedPart part, Effects effects) {
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
