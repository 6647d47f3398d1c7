package dev.parallax.router;

import dev.parallax.core.config.Executions;
import dev.parallax.core.execution.PatternFaults;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an execution is to be run, by the request's options, else its pattern, else the
 * configuration.
 *
 * @param deadline of the execution, ms since the epoch (R22)
 * @param pattern as it is now; absent if the request names none, or none that is known
 * @param rules for its attempts; without the pattern's if that is faulty
 * @param fault why its pattern cannot be run: it was not applied by our own command, which refuses
 *     it (X1); absent if it can
 */
record RunPlan(long deadline, Optional<Pattern> pattern, Rules rules, Optional<String> fault) {

  static RunPlan of(
      Accepted accepted, Fleet fleet, Executions defaults, Deadlines deadlines, long appendedAt) {
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
    var fault = pattern.flatMap(RunPlan::fault);
    var options = Optional.ofNullable(accepted.event().getOptions());
    var rules =
        Rules.of(
            fault.isPresent() ? Optional.empty() : pattern,
            defaults,
            options.map(ExecutionOptions::getTimeoutMs).map(Duration::ofMillis),
            options
                .map(ExecutionOptions::getRetries)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty()));
    return new RunPlan(deadline, pattern, rules, fault);
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
