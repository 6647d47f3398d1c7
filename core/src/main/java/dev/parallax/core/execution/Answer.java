package dev.parallax.core.execution;

import dev.parallax.core.json.Json;
import java.util.Optional;

/**
 * What an agent sent back for a slot: a value, or why it has none.
 *
 * @param slot the slot it answers, from 0
 * @param attempt the attempt it answers, from 1
 * @param agentId the agent that answers
 * @param value the answer; absent if the agent failed
 * @param confidence how sure the agent is, 0..1; meaningless without a value
 * @param error why the agent failed; absent if it did not. With an error a value does not count
 */
public record Answer(
    int slot,
    int attempt,
    String agentId,
    Optional<Json> value,
    double confidence,
    Optional<String> error) {

  /** A value. */
  public static Answer of(int slot, int attempt, String agentId, Json value, double confidence) {
    return new Answer(slot, attempt, agentId, Optional.of(value), confidence, Optional.empty());
  }

  /** A failure. */
  public static Answer failed(int slot, int attempt, String agentId, String error) {
    return new Answer(slot, attempt, agentId, Optional.empty(), 0, Optional.of(error));
  }

  /** How its attempt ends by it. */
  End end(long now) {
    if (error.isEmpty() && value.isPresent()) {
      return new End.Answered(value.get(), confidence, now);
    }
    var reason = error.orElse("neither a value nor an error");
    return new End.Failed(End.Cause.ERROR, reason, now);
  }
}
