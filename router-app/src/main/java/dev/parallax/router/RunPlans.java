package dev.parallax.router;

import dev.parallax.core.config.Executions;
import dev.parallax.core.execution.PatternFaults;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes plans. What follows from a pattern alone is worked out once for each version of it. For one
 * thread.
 */
final class RunPlans {
  /** Names of patterns that were deleted since are forgotten with the others beyond so many. */
  private static final int MOST_KEPT = 1_000;

  private final Executions defaults;
  private final Deadlines deadlines;
  private final Rules withoutPattern;
  private final Map<String, Prepared> byName = new HashMap<>();

  /** What follows from a pattern. */
  private record Prepared(Pattern pattern, Rules rules, Optional<String> fault) {}

  RunPlans(Executions defaults, Deadlines deadlines) {
    this.defaults = defaults;
    this.deadlines = deadlines;
    this.withoutPattern = Rules.of(Optional.empty(), defaults);
  }

  /** How a request that was appended then, ms since the epoch, is run. */
  RunPlan of(Accepted accepted, Fleet fleet, long appendedAt) {
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
    var prepared = pattern.map(this::prepared);
    return new RunPlan(
        deadline,
        pattern,
        own(prepared.map(Prepared::rules).orElse(withoutPattern), accepted.event()),
        prepared.flatMap(Prepared::fault));
  }

  /** A fleet keeps a pattern until another of that name is applied, so this compares references. */
  private Prepared prepared(Pattern pattern) {
    var kept = byName.get(pattern.name());
    if (kept != null && kept.pattern().equals(pattern)) {
      return kept;
    }
    if (byName.size() >= MOST_KEPT) {
      byName.clear();
    }
    var fault = fault(pattern);
    var rules = fault.isPresent() ? withoutPattern : Rules.of(Optional.of(pattern), defaults);
    var prepared = new Prepared(pattern, rules, fault);
    byName.put(pattern.name(), prepared);
    return prepared;
  }

  private static Rules own(Rules rules, ExecutionRequest request) {
    return request.getOptions() == null ? rules : own(rules, request.getOptions());
  }

  private static Rules own(Rules rules, ExecutionOptions options) {
    var timeout = Optional.ofNullable(options.getTimeoutMs()).map(Duration::ofMillis);
    var retries = Optional.ofNullable(options.getRetries());
    return rules.with(timeout, retries.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static Optional<String> fault(Pattern pattern) {
    var faults = PatternFaults.of(pattern);
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "pattern %s %s cannot be run: %s"
                .formatted(pattern.name(), pattern.version(), String.join("; ", faults)));
  }
}
