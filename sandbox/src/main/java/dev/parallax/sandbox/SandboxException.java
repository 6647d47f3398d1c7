package dev.parallax.sandbox;

/**
 * A part of the sandbox could not be started or used; the message says which, why, and what to do.
 */
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public SandboxException(String message) {
    super(message);
  }

  /** With a message for people and the fault behind it. */
  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
