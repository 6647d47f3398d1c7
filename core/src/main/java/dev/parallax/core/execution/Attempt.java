package dev.parallax.core.execution;

import dev.parallax.core.aggregation.Vote;
import java.util.Optional;

/**
 * One agent asked once. Times are ms since the epoch.
 *
 * @param number of the attempt for its slot, from 1
 * @param agentId the agent that was asked; nobody else's answer counts (X12)
 * @param region its region
 * @param askedAt when it was asked
 * @param dueAt when it has timed out (X8), never after the execution's deadline
 * @param end how it ended; absent while it is open
 */
public record Attempt(
    int number, String agentId, String region, long askedAt, long dueAt, Optional<End> end) {

  /** An agent that was just asked. */
  public static Attempt open(int number, String agentId, String region, long askedAt, long dueAt) {
    return new Attempt(number, agentId, region, askedAt, dueAt, Optional.empty());
  }

  /** Whether its answer is still awaited. */
  public boolean isOpen() {
    return end.isEmpty();
  }

  /** Its answer; absent if it has none. */
  public Optional<End.Answered> answered() {
    return end.filter(End.Answered.class::isInstance).map(End.Answered.class::cast);
  }

  /** Its failure; absent if it has not failed. */
  public Optional<End.Failed> failed() {
    return end.filter(End.Failed.class::isInstance).map(End.Failed.class::cast);
  }

  Optional<Vote> vote() {
    return answered().map(answer -> new Vote(agentId, region, answer.value(), answer.confidence()));
  }

  /** The same, now that it is known who was asked. */
  Attempt asking(String agent) {
    return new Attempt(number, agent, region, askedAt, dueAt, end);
  }

  /** Whether nobody was asked in the end (P7). */
  boolean wasSentBack() {
    return failed().filter(failed -> failed.cause() == End.Cause.SENT_BACK).isPresent();
  }

  Attempt ended(End how) {
    return new Attempt(number, agentId, region, askedAt, dueAt, Optional.of(how));
  }
}
