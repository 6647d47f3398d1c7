package dev.parallax.health.probe;

/** What one probe found. */
sealed interface Finding {

  /** The region answered that it is ready. */
  record Ready(double latencyMs) implements Finding {}

  /** It did not, or not in time. */
  record Failed(String error) implements Finding {}
}
