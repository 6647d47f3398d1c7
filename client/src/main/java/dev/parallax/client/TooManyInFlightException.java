package dev.parallax.client;

import java.time.Duration;

/** The client awaits as many outcomes as it may; the request was not accepted and is not sent. */
public final class TooManyInFlightException extends ParallaxException {
  private static final long serialVersionUID = 1L;

  private TooManyInFlightException(String message) {
    super(message);
  }

  static TooManyInFlightException after(Duration waited, int limit) {
    return new TooManyInFlightException(
        "%d executions are in flight (maxInFlight) and none ended within %d ms (maxWait); nothing was sent: ask again later, or raise maxInFlight"
            .formatted(limit, waited.toMillis()));
  }

  static TooManyInFlightException interrupted(int limit) {
    return new TooManyInFlightException(
        "interrupted while %d executions were in flight (maxInFlight); nothing was sent"
            .formatted(limit));
  }
}
