package dev.parallax.core.health;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one observer sees of a region, as it is told.
 *
 * @param observer region that probes
 * @param verdict what it says
 * @param latencyMs mean round trip in ms; empty = not measured (H4)
 * @param error why its last probe failed; absent if it did not
 * @param lastProbeAt its last probe that counted
 * @param failures consecutive failures up to now
 * @param successes consecutive successes up to now
 */
public record ObserverReport(
    String observer,
    Verdict verdict,
    OptionalDouble latencyMs,
    Optional<String> error,
    long lastProbeAt,
    int failures,
    int successes) {

  /** Below this difference two latencies are the same, in ms and as a share. */
  private static final double SAME_MS = 1;

  private static final double SAME_SHARE = 0.1;

  static ObserverReport of(Observation observation, long now, RegionRules rules) {
    return new ObserverReport(
        observation.observer(),
        observation.verdict(),
        observation.measured(now, rules),
        observation.error(),
        observation.orderedAt(),
        observation.failures(),
        observation.successes());
  }

  /** Whether nothing changed that is worth a record of its own; counters and times are not. */
  public boolean tellsTheSameAs(ObserverReport other) {
    return observer.equals(other.observer)
        && verdict == other.verdict
        && error.isPresent() == other.error.isPresent()
        && sameLatency(other);
  }

  private boolean sameLatency(ObserverReport other) {
    if (latencyMs.isEmpty() || other.latencyMs.isEmpty()) {
      return latencyMs.isEmpty() == other.latencyMs.isEmpty();
    }
    double before = other.latencyMs.getAsDouble();
    return Math.abs(latencyMs.getAsDouble() - before) <= Math.max(SAME_MS, SAME_SHARE * before);
  }
}
