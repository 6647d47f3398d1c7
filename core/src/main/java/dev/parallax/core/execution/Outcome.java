package dev.parallax.core.execution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The one end of an execution (X9).
 *
 * @param status how it ended
 * @param reason why, unless COMPLETED
 * @param value the value as JSON text; absent unless there is one
 * @param confidence confidence of the value, 0..1
 * @param regions the regions that were asked, sorted
 * @param agents the agents whose answers made the value, sorted
 * @param attempts attempts that were made, from 1
 * @param startedAt append time of the request, ms since the epoch
 * @param completedAt when it ended, ms since the epoch, never before {@code startedAt}
 */
public record Outcome(
    Status status,
    Optional<String> reason,
    Optional<String> value,
    OptionalDouble confidence,
    List<String> regions,
    List<String> agents,
    int attempts,
    long startedAt,
    long completedAt) {

  /** How long it took, ms, at least 0. */
  public long durationMs() {
    return completedAt - startedAt;
  }
}
