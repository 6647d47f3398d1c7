package dev.parallax.core.execution;

/** How an execution ended (X9). */
public enum Status {
  COMPLETED,
  FAILED,
  TIMED_OUT,
  CANCELLED
}
