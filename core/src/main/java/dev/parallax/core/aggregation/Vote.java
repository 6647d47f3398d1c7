package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.util.Comparator;

/**
 * One agent's answer. An execution has at most one of each agent.
 *
 * @param agentId who answers
 * @param region where it was asked
 * @param value what it says
 * @param confidence how sure it is, 0..1
 */
public record Vote(String agentId, String region, Json value, double confidence) {
  /** The order in which answers are merged and ties are broken: no clock decides it. */
  static final Comparator<Vote> BY_AGENT = Comparator.comparing(Vote::agentId);

  /**
   * @throws IllegalArgumentException if the confidence is not within 0..1
   */
  public Vote {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be within 0..1, not " + confidence);
    }
  }
}
