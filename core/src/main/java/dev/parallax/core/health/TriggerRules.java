package dev.parallax.core.health;

import dev.parallax.core.config.FailoverPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The further triggers and how long they must hold (H5). What is absent is off.
 *
 * @param minAgents fewer connected agents fire
 * @param maxErrorRate a greater share of failed executions fires, 0..1
 * @param minSamples executions within the window that an error rate takes, &gt;= 1
 * @param windowMs over which the error rate is taken, in ms
 * @param maxLatencyMs a greater median of fresh observers fires, in ms
 * @param tripMs how long a trigger must fire without a break to make the region UNHEALTHY, in ms
 * @param clearMs how long it must be clear without a break to let it recover, in ms
 */
public record TriggerRules(
    OptionalInt minAgents,
    OptionalDouble maxErrorRate,
    int minSamples,
    long windowMs,
    OptionalDouble maxLatencyMs,
    long tripMs,
    long clearMs) {

  /** Those of the configuration, timed by the thresholds of its probes. */
  public static TriggerRules of(FailoverPolicy.Triggers triggers, RegionRules rules) {
    return new TriggerRules(
        triggers.minAgents(),
        triggers.maxErrorRate(),
        triggers.minSamples(),
        triggers.window().toMillis(),
        millis(triggers.maxLatency()),
        rules.intervalMs() * rules.unhealthyThreshold(),
        rules.intervalMs() * rules.healthyThreshold());
  }

  /** The same times without any trigger: those of a region that looks at its triggers itself. */
  public TriggerRules withoutTriggers() {
    return new TriggerRules(
        OptionalInt.empty(),
        OptionalDouble.empty(),
        minSamples,
        windowMs,
        OptionalDouble.empty(),
        tripMs,
        clearMs);
  }

  private static OptionalDouble millis(Optional<Duration> bound) {
    return bound.isPresent()
        ? OptionalDouble.of(bound.get().toNanos() / 1e6)
        : OptionalDouble.empty();
  }
}
