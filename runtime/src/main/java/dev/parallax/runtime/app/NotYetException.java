package dev.parallax.runtime.app;

/** What an app needs is not there yet; its message is one line that says what, and what to do. */
final class NotYetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotYetException(String message, Throwable cause) {
    super(message, cause);
  }
}
