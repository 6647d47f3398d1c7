package dev.parallax.core.execution;

import java.util.Optional;

/**
 * One agent's place in an execution.
 *
 * @param number from 0
 * @param attempt the attempt that this agent was asked in, from 1
 * @param agentId the agent that was asked; nobody else's answer counts (X12)
 * @param region its region
 * @param answer what it sent back; absent while it is open
 */
public record Slot(
    int number, int attempt, String agentId, String region, Optional<Answer> answer) {

  /** A slot whose agent was just asked. */
  public static Slot open(int number, int attempt, String agentId, String region) {
    return new Slot(number, attempt, agentId, region, Optional.empty());
  }

  boolean isOpen() {
    return answer.isEmpty();
  }

  Slot with(Answer given) {
    return new Slot(number, attempt, agentId, region, Optional.of(given));
  }
}
