package dev.parallax.core.execution;

import java.util.Optional;

/**
 * What an agent sent back for a slot.
 *
 * @param slot the slot it answers, from 0
 * @param attempt the attempt it answers, from 1
 * @param agentId the agent that answers
 * @param region its region
 * @param value the answer as JSON text; absent if the agent failed
 * @param confidence how sure the agent is, 0..1; meaningless without a value
 * @param error why the agent failed; absent if it did not
 */
public record Answer(
    int slot,
    int attempt,
    String agentId,
    String region,
    Optional<String> value,
    double confidence,
    Optional<String> error) {

  /** Whether this is an answer rather than a failure: it has a value and no error. */
  public boolean succeeded() {
    return value.isPresent() && error.isEmpty();
  }
}
