package dev.parallax.core.health;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one observer knows of one region (H2, H4).
 *
 * @param observer region that probes
 * @param verdict what it says
 * @param failures consecutive failures up to now
 * @param successes consecutive successes up to now
 * @param latency mean round trip; absent if it was never measured
 * @param error why its last probe failed; absent if it did not
 * @param probedAt the last probe that counted, by the observer's own clock
 * @param orderedAt the same, but never later than the broker received it: a clock that was ahead
 *     and is set right does not make the observer's next probes look old
 * @param heardAt broker append time of that probe; freshness goes by it
 */
public record Observation(
    String observer,
    Verdict verdict,
    int failures,
    int successes,
    Optional<Latency> latency,
    Optional<String> error,
    long probedAt,
    long orderedAt,
    long heardAt) {

  /** Longest error that is kept, in characters; it is repeated in every report. */
  private static final int MAX_ERROR = 200;

  static Observation none(String observer) {
    return new Observation(
        observer,
        Verdict.UNKNOWN,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Long.MIN_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE);
  }

  /**
   * What another region's control plane says that its observer sees, of which it counts nothing.
   */
  static Observation told(ObserverReport report, long heardAt) {
    return new Observation(
        report.observer(),
        report.verdict(),
        report.failures(),
        report.successes(),
        report.latencyMs().isPresent()
            ? Optional.of(new Latency(report.latencyMs().getAsDouble(), heardAt, heardAt))
            : Optional.empty(),
        report.error().map(Observation::bounded),
        report.lastProbeAt(),
        report.lastProbeAt(),
        heardAt);
  }

  /** What a region sees of itself: it is alive to say so (F8). */
  static Observation alive(String region, long now) {
    return new Observation(
        region, Verdict.UP, 0, 1, Optional.empty(), Optional.empty(), now, now, now);
  }

  /** After one more probe; unchanged if it is older than the last one, or the last one again. */
  Observation after(Probe probe, long appendedAt, RegionRules rules) {
    long at = Math.min(probe.probedAt(), appendedAt);
    if (at < orderedAt || probe.probedAt() == probedAt) {
      return this;
    }
    int failed = probe.ok() ? 0 : failures + 1;
    int succeeded = probe.ok() ? successes + 1 : 0;
    return new Observation(
        observer,
        verdict(failed, succeeded, rules),
        failed,
        succeeded,
        latency(probe, at, appendedAt),
        error(probe),
        probe.probedAt(),
        at,
        Math.max(heardAt, appendedAt));
  }

  private static Optional<String> error(Probe probe) {
    if (probe.ok()) {
      return Optional.empty();
    }
    return Optional.of(bounded(probe.error().orElse("failed")));
  }

  private static String bounded(String error) {
    return error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR) + "...";
  }

  private Verdict verdict(int failed, int succeeded, RegionRules rules) {
    if (failed >= rules.unhealthyThreshold()) {
      return Verdict.DOWN;
    }
    if (succeeded >= rules.healthyThreshold() || (verdict == Verdict.UNKNOWN && succeeded > 0)) {
      return Verdict.UP;
    }
    return verdict;
  }

  /** The first sample is taken whole. */
  private Optional<Latency> latency(Probe probe, long at, long appendedAt) {
    if (probe.latencyMs().isEmpty()) {
      return latency;
    }
    double ms = probe.latencyMs().getAsDouble();
    return Optional.of(
        latency
            .map(l -> l.sample(ms, at, appendedAt))
            .orElseGet(() -> new Latency(ms, at, appendedAt)));
  }

  /** Without an opinion: the observer fell silent. */
  Observation silent() {
    return new Observation(
        observer,
        Verdict.UNKNOWN,
        failures,
        successes,
        latency,
        error,
        probedAt,
        orderedAt,
        heardAt);
  }

  /** Whether it counts for a verdict at {@code now} (H3): fresh, and with an opinion. */
  boolean decides(long now, RegionRules rules) {
    return verdict != Verdict.UNKNOWN && isFresh(now, rules);
  }

  /** Whether it was heard so lately that it counts (H3). */
  boolean isFresh(long now, RegionRules rules) {
    return now - heardAt < rules.freshMs();
  }

  /** Mean round trip in ms at {@code now}; empty = not measured, or too long ago (H4). */
  OptionalDouble measured(long now, RegionRules rules) {
    return latency
        .filter(l -> now - l.heardAt() <= rules.measuredMs())
        .map(l -> OptionalDouble.of(l.ms()))
        .orElseGet(OptionalDouble::empty);
  }
}
