package dev.parallax.schemas.access;

/**
 * A secret, certificate or key cannot be used. The message names the variable or file and what to
 * do, and never has any of the content.
 */
public final class AccessException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message of one line. */
  public AccessException(String message) {
    super(message);
  }

  /** With a message of one line, and what it was made from. */
  public AccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
