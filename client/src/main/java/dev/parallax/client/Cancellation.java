package dev.parallax.client;

/** What became of a wish to cancel an execution (X10). */
public enum Cancellation {
  /** It ended as CANCELLED, by this wish or another one. */
  CANCELLED,
  /** It had its outcome already, or was unroutable: nothing is changed. */
  ENDED,
  /** The control plane knows no such execution: nothing is changed. */
  UNKNOWN
}
