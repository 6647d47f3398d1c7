package dev.parallax.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What moves the active region, and when it comes back (F2, F3, H5); holds for every spelling (C1).
 *
 * @param mode what the regions are to each other
 * @param automatic whether a sick active region is left by itself
 * @param cooldown least time between two automatic failovers
 * @param failback whether the primary becomes active again by itself
 * @param failbackDelay how long it must have been well without a break
 * @param failbackRamp over what time its share grows; zero means at once
 * @param triggers what makes a region UNHEALTHY besides failed probes
 */
public record FailoverPolicy(
    Mode mode,
    boolean automatic,
    Duration cooldown,
    boolean failback,
    Duration failbackDelay,
    Duration failbackRamp,
    Triggers triggers) {

  /** What the regions are to each other. */
  public enum Mode {
    /** No disaster recovery mode was named. */
    NONE,
    /** All serve. */
    ACTIVE_ACTIVE,
    /** One serves, the others stand by. */
    ACTIVE_PASSIVE
  }

  /**
   * H5; what is absent is off.
   *
   * @param minAgents fewer connected agents trigger
   * @param maxErrorRate a greater share of failed executions triggers, 0..1
   * @param minSamples executions within the window that an error rate takes
   * @param window over which the error rate is taken
   * @param maxLatency a greater median of fresh observers triggers
   */
  public record Triggers(
      OptionalInt minAgents,
      OptionalDouble maxErrorRate,
      int minSamples,
      Duration window,
      Optional<Duration> maxLatency) {}
}
