package dev.parallax.runtime.input;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * When a request is no longer worth doing (R22). All times in ms since the epoch (UTC); sums that
 * leave the range of a long stay at its end.
 *
 * @param timeoutMs for one attempt, where neither the request nor its pattern says otherwise
 * @param retries further attempts, likewise
 * @param holdMs how long a request may be held (R17)
 * @param idempotenceMs no deadline lies further after the append time
 */
public record Deadlines(long timeoutMs, int retries, long holdMs, long idempotenceMs) {

  /** As configured. */
  public static Deadlines of(ParallaxConfig config) {
    return new Deadlines(
        config.executions().timeout().toMillis(),
        config.executions().retries(),
        config.routing().hold().toMillis(),
        config.executions().idempotence().toMillis());
  }

  /**
   * The request's own deadline, else append time + timeout x (retries + 1) + hold, where timeout
   * and retries are the request's, else the pattern's, else the configured ones.
   *
   * @param pattern how the request's pattern runs; absent if it names none or it is not known yet
   */
  public long deadline(
      ExecutionRequest request, Optional<Pattern.Execution> pattern, long appendTime) {
    if (request.getDeadline() != null) {
      return request.getDeadline();
    }
    long timeout = timeoutMs;
    int further = retries;
    if (pattern.isPresent()) {
      timeout = pattern.get().timeout().map(Duration::toMillis).orElse(timeout);
      further = pattern.get().retries().orElse(further);
    }
    var options = request.getOptions();
    if (options != null) {
      timeout = options.getTimeoutMs() == null ? timeout : options.getTimeoutMs();
      further = options.getRetries() == null ? further : options.getRetries();
    }
    return plus(plus(appendTime, times(timeout, further + 1L)), holdMs);
  }

  /** The last moment that a deadline may name. */
  public long latest(long appendTime) {
    return plus(appendTime, idempotenceMs);
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    boolean overflown = ((a ^ sum) & (b ^ sum)) < 0;
    return overflown ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /** Of two numbers that are not negative. */
  private static long times(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }
}
