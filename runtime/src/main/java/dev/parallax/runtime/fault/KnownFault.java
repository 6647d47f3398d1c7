package dev.parallax.runtime.fault;

/**
 * A fault of the surroundings (a port in use, a topic with other partitions, a broker that never
 * answered) whose message alone tells an operator what to do; its stack trace tells nothing.
 */
public final class KnownFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A fault with a message of one line. */
  public KnownFault(String message) {
    super(message);
  }

  /** A fault with a message of one line, and what it was made from. */
  public KnownFault(String message, Throwable cause) {
    super(message, cause);
  }
}
