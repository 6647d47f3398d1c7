package dev.parallax.router;

import dev.parallax.core.config.Executions;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
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
      Accepted accepted, Fleet fleet, Executions rules, long appendedAt, long now) {
    var pattern = accepted.request().pattern().flatMap(fleet::pattern);
    long timeout = timeoutMs(accepted, pattern, rules);
    long deadline =
        accepted.event().getDeadline() != null
            ? accepted.deadline()
            : appendedAt + Math.min(timeout, rules.idempotence().toMillis());
    return new AttemptPlan(
        deadline,
        Math.min(deadline, now + timeout),
        pattern.map(p -> p.aggregation().minConfidence().orElse(0)).orElse(0.0),
        pattern.flatMap(AttemptPlan::unsupported));
  }

  private static long timeoutMs(Accepted accepted, Optional<Pattern> pattern, Executions rules) {
    var options = accepted.event().getOptions();
    if (options != null && options.getTimeoutMs() != null) {
      return options.getTimeoutMs();
    }
    return pattern.flatMap(p -> p.execution().timeout()).orElse(rules.timeout()).toMillis();
  }

  private static Optional<String> unsupported(Pattern pattern) {
    var strategy = pattern.aggregation().strategy();
    return strategy.equals(FIRST)
        ? Optional.empty()
        : Optional.of(
            "pattern %s %s aggregates by %s, which is not supported yet; use %s"
                .formatted(pattern.name(), pattern.version(), strategy, FIRST));
  }
}
