package dev.parallax.client;

/** The request got no agent, so there is no outcome and there will be none (X9). */
public final class UnroutableException extends ParallaxException {
  private static final long serialVersionUID = 1L;

  private final String executionId;
  private final String reason;

  UnroutableException(String reason, String message, String executionId) {
    super(reason + ": " + message + " (execution " + executionId + ")");
    this.reason = reason;
    this.executionId = executionId;
  }

  /** The execution that was asked for. */
  public String executionId() {
    return executionId;
  }

  /** One of the reasons of R19, such as {@code NO_ELIGIBLE_AGENT}. */
  public String reason() {
    return reason;
  }
}
