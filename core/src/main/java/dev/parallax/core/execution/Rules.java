package dev.parallax.core.execution;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.config.Executions;
import dev.parallax.core.fleet.Pattern;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an execution is run (X1, X8).
 *
 * @param aggregator how its answers become one value
 * @param waitForAll whether every slot is awaited; else it ends as soon as enough answers give a
 *     value
 * @param minResults answers needed; absent means the default of {@link #needed}
 * @param timeoutMs time for one attempt, more than 0
 * @param retries how often a failed slot is filled again, 0 or more
 */
public record Rules(
    Aggregator aggregator,
    boolean waitForAll,
    OptionalInt minResults,
    long timeoutMs,
    int retries) {

  /**
   * @throws IllegalArgumentException if a figure is out of range
   */
  public Rules {
    Objects.requireNonNull(aggregator, "aggregator");
    if (timeoutMs <= 0 || retries < 0 || minResults.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "timeout and minResults must be more than 0, retries 0 or more");
    }
  }

  /**
   * The rules of a pattern, else of the configuration. Without a pattern its one agent's answer is
   * taken (R21).
   *
   * @throws IllegalArgumentException with all faults of the pattern, which {@link PatternFaults#of}
   *     finds when it is applied
   */
  public static Rules of(Optional<Pattern> pattern, Executions defaults) {
    pattern.ifPresent(PatternFaults::requireNone);
    var run = pattern.map(Pattern::execution);
    var ownRetries = run.map(Pattern.Execution::retries).orElse(OptionalInt.empty());
    return new Rules(
        pattern.map(p -> Aggregator.of(p.aggregation())).orElseGet(() -> Aggregator.first(0)),
        run.map(Pattern.Execution::waitForAll).orElse(true),
        run.map(Pattern.Execution::minResults).orElse(OptionalInt.empty()),
        run.flatMap(Pattern.Execution::timeout).orElse(defaults.timeout()).toMillis(),
        ownRetries.orElse(defaults.retries()));
  }

  /**
   * The same, with what a request says itself.
   *
   * @param timeout the request's, more than 0; absent leaves it as it is
   * @param retries the request's, 0 or more; absent leaves them as they are
   */
  public Rules with(Optional<Duration> timeout, OptionalInt retries) {
    return new Rules(
        aggregator,
        waitForAll,
        minResults,
        timeout.map(Duration::toMillis).orElse(timeoutMs),
        retries.orElse(this.retries));
  }

  /** The first answer of at least this confidence, without retries. */
  public static Rules first(double minConfidence, long timeoutMs) {
    return new Rules(Aggregator.first(minConfidence), true, OptionalInt.empty(), timeoutMs, 0);
  }

  /**
   * Answers without which there is no value: {@code minResults}; by default all, or one if not all
   * are awaited, or if the aggregation judges silence itself (X5) or takes the first (X7).
   *
   * @param slots of the execution
   */
  int needed(int slots) {
    boolean all = waitForAll && !aggregator.judgesSilence() && !aggregator.takesTheFirst();
    return minResults.orElse(all ? slots : 1);
  }

  /** Whether it may end although slots are open (X7). */
  boolean mayEndEarly() {
    return !waitForAll || aggregator.takesTheFirst();
  }

  /** When an agent that is asked now has timed out. */
  long dueAt(long now, long deadline) {
    return deadline - now < timeoutMs ? Math.max(now, deadline) : now + timeoutMs;
  }
}
