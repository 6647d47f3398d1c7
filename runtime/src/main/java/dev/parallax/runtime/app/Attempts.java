package dev.parallax.runtime.app;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries until it works, or until the end is requested: after 1 s, then twice as long each time, up
 * to 15 s. One line for each failed attempt.
 *
 * @param stop ends the waiting
 * @param waiting told why it waits
 */
record Attempts(StopSignal stop, Consumer<String> waiting) {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /**
   * What the first attempt without {@link NotYetException} gives.
   *
   * @throws InterruptException if the end was requested meanwhile
   */
  <T> T untilItWorks(Supplier<T> attempt) {
    var pause = FIRST_PAUSE;
    while (true) {
      try {
        return attempt.get();
      } catch (NotYetException e) {
        waiting.accept(e.getMessage());
        LOG.warn("{}; next attempt in {} s", e.getMessage(), pause.toSeconds());
      }
      sleep(pause);
      pause = doubled(pause);
    }
  }

  static Duration doubled(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void sleep(Duration pause) {
    try {
      if (stop.await(pause)) {
        throw new InterruptException("told to end while waiting");
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
