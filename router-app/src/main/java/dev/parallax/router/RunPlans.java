package dev.parallax.router;

import dev.parallax.core.config.Executions;
import dev.parallax.core.execution.PatternFaults;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.router.state.RulesRow;
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
  private final Prepared withoutPattern;
  private final Map<String, Prepared> byName = new HashMap<>();

  /** What follows from a pattern. */
  private record Prepared(
      Optional<Pattern> pattern, Rules rules, RulesRow row, Optional<String> fault) {}

  RunPlans(Executions defaults, Deadlines deadlines) {
    this.defaults = defaults;
    this.deadlines = deadlines;
    this.withoutPattern = prepared(Optional.empty(), Optional.empty());
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
    var prepared = pattern.isEmpty() ? withoutPattern : prepared(pattern.get());
    var options = accepted.event().getOptions();
    if (options == null) {
      return new RunPlan(deadline, pattern, prepared.rules(), prepared.row(), prepared.fault());
    }
    var rules = own(prepared.rules(), options);
    var row = RulesRows.row(rules, prepared.fault().isPresent() ? Optional.empty() : pattern);
    return new RunPlan(deadline, pattern, rules, row, prepared.fault());
  }

  /**
   * A fleet keeps a pattern until another of that name is applied, so what is compared is mostly
   * the same object.
   */
  private Prepared prepared(Pattern pattern) {
    var kept = byName.get(pattern.name());
    if (kept != null && kept.pattern().get().equals(pattern)) {
      return kept;
    }
    if (byName.size() >= MOST_KEPT) {
      byName.clear();
    }
    var prepared = prepared(Optional.of(pattern), fault(pattern));
    byName.put(pattern.name(), prepared);
    return prepared;
  }

  private Prepared prepared(Optional<Pattern> pattern, Optional<String> fault) {
    Optional<Pattern> sound = fault.isPresent() ? Optional.empty() : pattern;
    var rules = Rules.of(sound, defaults);
    return new Prepared(pattern, rules, RulesRows.row(rules, sound), fault);
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
