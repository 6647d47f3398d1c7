package dev.parallax.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether one agent's heartbeats reach the cluster. Safe for use by several threads. */
final class Acknowledgement {
  private String fault = "no heartbeat is acknowledged yet";
  private long lastNanos;

  synchronized void acknowledged(long nowNanos) {
    lastNanos = nowNanos;
    fault = null;
  }

  synchronized void failed(String why) {
    fault = "the last heartbeat failed: " + why;
  }

  /**
   * Why the control plane may not know of the agent; empty if the last heartbeat is acknowledged.
   *
   * @param patience how old that acknowledgement may be: a producer tries for long before it fails
   */
  synchronized Optional<String> problem(long nowNanos, Duration patience) {
    if (fault != null) {
      return Optional.of(fault);
    }
    long silent = nowNanos - lastNanos;
    return silent > patience.toNanos()
        ? Optional.of(
            "no heartbeat is acknowledged for " + TimeUnit.NANOSECONDS.toMillis(silent) + " ms")
        : Optional.empty();
  }
}
