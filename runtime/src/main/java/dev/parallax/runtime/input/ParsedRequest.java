package dev.parallax.runtime.input;

import dev.parallax.core.routing.Request;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import java.util.Optional;

/** What a record of the requests topic turned out to be. */
public sealed interface ParsedRequest {

  /**
   * A valid request; whether its pattern and origin exist, and whether its deadline is past, is not
   * judged here.
   *
   * @param request what is to be routed, attempt 1
   * @param event as it was sent: {@code executionId} is absent in it if the record's key or place
   *     gave it
   * @param deadline ms since the epoch (UTC), at most {@code executions.idempotence} after the
   *     append time; without regard to the pattern's own timeout, see {@link Deadlines} (R22)
   * @param contentHash equal for requests that mean the same (X9); see {@link RequestReader}
   */
  record Accepted(Request request, ExecutionRequest event, long deadline, String contentHash)
      implements ParsedRequest {}

  /**
   * Readable as a request, but not a valid one: INVALID_REQUEST (R19).
   *
   * @param executionId the record's own, else its key, else its place (R22)
   * @param message what is wrong and what to do, without any value of the input
   * @param event as it was sent; absent if a JSON request has fields that a request has not, or
   *     values of other types, or if anything in it is beyond its limit: it may then be too large
   *     to be written again
   * @param contentHash of the meaning if there is an event or only the input is at fault, else of
   *     the bytes
   */
  record Refused(
      String executionId, String message, Optional<ExecutionRequest> event, String contentHash)
      implements ParsedRequest {}

  /**
   * No request at all: a dead letter.
   *
   * @param reason why
   * @param message one sentence for people
   */
  record Poison(DeadLetterReason reason, String message) implements ParsedRequest {}
}
