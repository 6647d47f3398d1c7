package dev.parallax.client;

import java.util.Optional;

/**
 * What an agent found.
 *
 * @param value the answer as JSON text
 * @param confidence how sure the agent is, 0..1
 * @param reasoning why, for people; absent if it does not say
 */
public record AgentAnswer(String value, double confidence, Optional<String> reasoning) {

  /** Checks the range of the confidence. */
  public AgentAnswer {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not within 0..1");
    }
  }

  /**
   * A sure answer.
   *
   * @param value a Jackson tree or whatever Jackson writes as JSON
   * @throws IllegalArgumentException if it cannot be written as JSON
   */
  public static AgentAnswer of(Object value) {
    return of(value, 1.0);
  }

  /**
   * An answer with a confidence of 0..1.
   *
   * @throws IllegalArgumentException if it cannot be written as JSON, or the confidence is out of
   *     range
   */
  public static AgentAnswer of(Object value, double confidence) {
    return new AgentAnswer(Json.text(value, "the answer"), confidence, Optional.empty());
  }

  /** With the reasons, for people. */
  public AgentAnswer because(String reasons) {
    return new AgentAnswer(value, confidence, Optional.of(reasons));
  }
}
