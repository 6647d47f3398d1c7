package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.router.state.ExecutionRow;
import java.util.Optional;

/**
 * X9: a request that was seen before makes nothing new. What ended it is written again; other
 * content under its id is refused under a name of its own and does not touch the first.
 *
 * @param executions those that were decided
 * @param held those that wait
 * @param encoders of this thread
 * @param records of decisions
 * @param refusals of this task
 */
record RepeatedRequests(
    ExecutionStore executions,
    HeldStore held,
    Encoders encoders,
    DecisionRecords records,
    RefuseRequest refusals) {

  /**
   * What follows from the repetition; absent if it is none.
   *
   * @param event the request, if it could be read as one
   */
  Optional<Effects> of(
      String id, String contentHash, Optional<ExecutionRequest> event, FleetView view, long now) {
    var known = executions.get(id);
    var seen =
        known.isPresent()
            ? known.map(ExecutionRow::getContentHash)
            : held.get(id).map(row -> row.getContentHash());
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    if (!seen.get().equals(contentHash)) {
      return Optional.of(otherContent(id, contentHash, event, view, now));
    }
    var effects = new Effects(now);
    known.ifPresent(row -> repeatEnding(id, row, event.orElse(null), effects));
    return Optional.of(effects);
  }

  private Effects otherContent(
      String id, String contentHash, Optional<ExecutionRequest> event, FleetView view, long now) {
    var message =
        "execution "
            + id
            + " was requested before with other content (X9); give a new request a new id";
    var record = records.invalid(id + "#" + contentHash, message, view, now);
    return refusals.refuse(record, event, NewRow.refused(contentHash, now), now);
  }

  private void repeatEnding(
      String id, ExecutionRow known, ExecutionRequest event, Effects effects) {
    var key = id.getBytes(UTF_8);
    var headers = CarriedHeaders.headers(known.getHeaders());
    switch (known.getState()) {
      case RUNNING -> {}
      case FINISHED -> effects.emit(Sinks.OUTCOMES, key, Ending.record(known), headers);
      case UNROUTABLE ->
          effects.emit(
              Sinks.UNROUTABLE, key, encoders.unroutable(Ending.record(known), event), headers);
    }
  }
}
