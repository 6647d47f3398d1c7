package dev.parallax.router;

import dev.parallax.core.config.Executions;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.Optional;

/**
 * The times and the sufficient confidence of an execution's attempt, by the request's options, else
 * its pattern, else the configuration.
 *
 * @param deadline of the execution, ms since the epoch (R22)
 * @param attemptDeadline of this attempt, never later (X8)
 * @param minConfidence the least confidence of an answer that counts, 0..1 (X7)
 * @param unsupported why its pattern cannot be run by this version; absent if it can
 */
record AttemptPlan(
    long deadline, long attemptDeadline, double minConfidence, Optional<String> unsupported) {

  /** How several answers become one value, as far as this version goes: the first counts. */
  private static final String FIRST = "first";

  static AttemptPlan of(
      Accepted accepted,
      Fleet fleet,
      Executions rules,
      Deadlines deadlines,
      long appendedAt,
      long now) {
    var version = accepted.request().patternVersion();
    var pattern =
        accepted
            .request()
            .pattern()
            .flatMap(fleet::pattern)
            .filter(p -> version.isEmpty() || version.get().equals(p.version()));
    long deadline =
        Math.min(
            deadlines.deadline(accepted.event(), pattern.map(Pattern::execution), appendedAt),
            deadlines.latest(appendedAt));
    return new AttemptPlan(
        deadline,
        now + Math.min(Math.max(deadline - now, 0), timeoutMs(accepted, pattern, rules)),
        pattern.map(p -> p.aggregation().minConfidence().orElse(0)).orElse(0.0),
        unsupported(accepted, pattern));
  }

  private static long timeoutMs(Accepted accepted, Optional<Pattern> pattern, Executions rules) {
    var options = accepted.event().getOptions();
    if (options != null && options.getTimeoutMs() != null) {
      return options.getTimeoutMs();
    }
    return pattern.flatMap(p -> p.execution().timeout()).orElse(rules.timeout()).toMillis();
  }

  /** What is asked for and has no effect yet is refused, not ignored. */
  private static Optional<String> unsupported(Accepted accepted, Optional<Pattern> pattern) {
    var options = accepted.event().getOptions();
    if (options != null && options.getRetries() != null && options.getRetries() > 0) {
      return Optional.of("options.retries is not supported yet; leave it out, or 0");
    }
    return pattern.flatMap(AttemptPlan::unsupported);
  }

  private static Optional<String> unsupported(Pattern pattern) {
    var name = "pattern " + pattern.name() + " " + pattern.version();
    var strategy = pattern.aggregation().strategy();
    if (!strategy.equals(FIRST)) {
      return Optional.of(
          "%s aggregates by %s, which is not supported yet; use %s"
              .formatted(name, strategy, FIRST));
    }
    return pattern.execution().retries().orElse(0) > 0
        ? Optional.of(name + " has execution.retries, which is not supported yet; use 0")
        : Optional.empty();
  }
}
