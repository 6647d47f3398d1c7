package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a skill found.
 *
 * @param value the answer as a JSON object
 * @param confidence how sure it is, 0..1, computed from the evidence found
 * @param reasoning that evidence, for people
 */
public record Answer(ObjectNode value, double confidence, String reasoning) {
  /** Checks the range of the confidence. */
  public Answer {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence is not within 0..1: " + confidence);
    }
  }
}
