package dev.parallax.core.health;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One observation of a region's endpoint (H1).
 *
 * @param observer region that probed
 * @param target region that was probed
 * @param ok whether it answered in time
 * @param latencyMs round trip in ms, &gt;= 0; absent unless ok, and where it was not measured
 * @param error why it failed; absent if ok
 * @param probedAt when it began, by the observer's clock
 */
public record Probe(
    String observer,
    String target,
    boolean ok,
    OptionalDouble latencyMs,
    Optional<String> error,
    long probedAt) {

  /**
   * By how much the observer's clock is ahead of the broker's in ms, negative if behind, or as far
   * as it was written late; absent if the probe does not tell when it ended.
   *
   * @param appendedAt when the broker appended it, by the broker's clock
   */
  public OptionalDouble clockAheadMs(long appendedAt) {
    return latencyMs.isPresent()
        ? OptionalDouble.of(probedAt + latencyMs.getAsDouble() - appendedAt)
        : OptionalDouble.empty();
  }

  /** What is wrong with it, for people; absent if nothing is. */
  public Optional<String> fault() {
    if (observer.isEmpty() || target.isEmpty()) {
      return Optional.of("observer and target must not be empty");
    }
    if (latencyMs.isPresent() && !(latencyMs.getAsDouble() >= 0 && latencyMs.getAsDouble() < 1e9)) {
      return Optional.of("latencyMs " + latencyMs.getAsDouble() + " is not a time in ms");
    }
    if (!ok && latencyMs.isPresent()) {
      return Optional.of("a failed probe has no latency");
    }
    return Optional.empty();
  }
}
