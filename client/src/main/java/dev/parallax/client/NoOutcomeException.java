package dev.parallax.client;

import java.time.Duration;

/**
 * The client stopped waiting. The execution may still run: the same request with the same execution
 * id starts no second one and gets its outcome (X9).
 */
public final class NoOutcomeException extends ParallaxException {
  private static final long serialVersionUID = 1L;

  private final String executionId;

  private NoOutcomeException(String message, String executionId) {
    super(message);
    this.executionId = executionId;
  }

  static NoOutcomeException overdue(String executionId, Duration waited) {
    return new NoOutcomeException(
        "execution %s: no outcome within %d ms; check that the router runs, then ask again with the same execution id"
            .formatted(executionId, waited.toMillis()),
        executionId);
  }

  static NoOutcomeException closed(String executionId) {
    return new NoOutcomeException(
        "execution %s: the client was closed before its outcome came; ask again with the same execution id"
            .formatted(executionId),
        executionId);
  }

  /** The execution that was asked for. */
  public String executionId() {
    return executionId;
  }
}
