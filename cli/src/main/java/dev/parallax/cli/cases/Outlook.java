package dev.parallax.cli.cases;

import dev.parallax.core.health.Probe;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an observer finds whenever it probes a region.
 *
 * @param answer what comes back
 * @param latencyMs round trip of an answer, in ms
 */
record Outlook(Answer answer, double latencyMs) {
  /** What comes back. */
  enum Answer {
    /** The region is ready. */
    OK,
    /** It is not, or cannot be reached. */
    FAIL,
    /** Nothing, for as long as a probe waits: a failure (H2). */
    TIMEOUT,
    /** No probe reaches anybody: neither success nor failure. */
    NONE
  }

  /** Until a timeline says something. */
  static final Outlook NONE = new Outlook(Answer.NONE, 0);

  /** Of an answer without a latency of its own: one that nobody would call slow. */
  static final double AT_ONCE_MS = 1;

  /** The probe, if one comes about. A slower answer than a probe waits for is a timeout. */
  Optional<Probe> probe(String observer, String target, long at, long timeoutMs) {
    boolean late = answer == Answer.OK && latencyMs >= timeoutMs;
    if (answer == Answer.NONE) {
      return Optional.empty();
    }
    if (answer == Answer.OK && !late) {
      var latency = OptionalDouble.of(latencyMs);
      return Optional.of(new Probe(observer, target, true, latency, Optional.empty(), at));
    }
    var error = late || answer == Answer.TIMEOUT ? "timeout" : "failed";
    return Optional.of(
        new Probe(observer, target, false, OptionalDouble.empty(), Optional.of(error), at));
  }
}
