package dev.parallax.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Repeats what must succeed before anything else can, with growing pauses. Says on one line why it
 * does not, once for each cause and once a minute while the cause stays.
 */
final class Attempts {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

  private final String who;
  private final Logger log;
  private final CountDownLatch ended = new CountDownLatch(1);
  private String lastSaid = "";
  private long saidAt;

  /**
   * @param who begins each line
   */
  Attempts(String who, Logger log) {
    this.who = who;
    this.log = log;
  }

  /** Until it succeeds; empty if it was told to end before, or interrupted. For one thread. */
  <T> Optional<T> untilDone(Supplier<T> step) {
    for (var pause = FIRST_PAUSE;
        !isEnded() && !Thread.currentThread().isInterrupted();
        pause = longer(pause)) {
      try {
        return Optional.of(step.get());
      } catch (RuntimeException e) {
        if (!isEnded()) {
          say(e);
          pause(pause);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Until it succeeds, at most until {@code deadline}.
   *
   * @param deadline as of {@link System#nanoTime}
   * @throws ParallaxException with the last cause
   */
  <T> T untilDone(Supplier<T> step, long deadline) {
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return step.get();
      } catch (RuntimeException e) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.compareTo(pause) <= 0 || Thread.currentThread().isInterrupted()) {
          throw new ParallaxException(who + " cannot connect: " + Faults.said(e), e);
        }
        say(e);
        pause(pause);
      }
    }
  }

  /** Says why something failed that is going to be tried again, and waits a moment. */
  void failed(RuntimeException cause) {
    say(cause);
    pause(FIRST_PAUSE);
  }

  /** Ends it, and the pause that it is in. */
  void end() {
    ended.countDown();
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  private void say(RuntimeException cause) {
    var said = Faults.said(cause);
    long now = System.nanoTime();
    if (!said.equals(lastSaid) || now - saidAt >= SAY_AGAIN.toNanos()) {
      log.warn("{}: {}; trying again", who, said);
      log.debug("{}", who, cause);
      lastSaid = said;
      saidAt = now;
    }
  }

  private void pause(Duration pause) {
    try {
      if (ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("{}: ended", who);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
