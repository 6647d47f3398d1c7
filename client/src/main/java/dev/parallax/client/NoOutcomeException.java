package dev.parallax.client;

import java.time.Duration;

/**
 * The client stopped waiting. The execution may still run: the same request with the same execution
 * id starts no second one and gets its outcome (X9).
 */
public final class NoOutcomeException extends ParallaxException {
  private static final long serialVersionUID = 1L;

  private final String executionId;
  private final boolean confirmed;

  private NoOutcomeException(String message, String executionId, boolean confirmed) {
    super(message);
    this.executionId = executionId;
    this.confirmed = confirmed;
  }

  static NoOutcomeException overdue(String executionId, boolean confirmed, Duration waited) {
    return new NoOutcomeException(
        "execution %s: no outcome within %d ms; check that the %s runs, then ask again with the same execution id"
            .formatted(
                executionId,
                waited.toMillis(),
                confirmed ? "router" : "broker, which has not confirmed the request,"),
        executionId,
        confirmed);
  }

  static NoOutcomeException closed(String executionId, boolean confirmed) {
    return new NoOutcomeException(
        "execution %s: the client was closed before its outcome came; ask again with the same execution id"
            .formatted(executionId),
        executionId,
        confirmed);
  }

  /** Whether the broker has confirmed the request; if not, it may have it or not. */
  public boolean isConfirmed() {
    return confirmed;
  }

  /** The execution that was asked for. */
  public String executionId() {
    return executionId;
  }
}
