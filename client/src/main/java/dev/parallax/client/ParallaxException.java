package dev.parallax.client;

/** Something outside this process did not do its part; the message says what, and what to do. */
public class ParallaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParallaxException(String message) {
    super(message);
  }

  ParallaxException(String message, Throwable cause) {
    super(message, cause);
  }
}
