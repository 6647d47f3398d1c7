package dev.parallax.cli.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a command that the process is to end (Ctrl-C), and lets the process end only when the
 * command has cleaned up, or was given time enough.
 */
public final class Stop implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "stop-command");

  private Stop() {}

  /** From now on Ctrl-C and SIGTERM only ask. */
  public static Stop atExit() {
    var stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void askAndWait() {
    asked.countDown();
    within(cleanedUp, GRACE);
  }

  /** Whether the process is to end. */
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits this long, or until it is asked; whether it is. */
  public boolean isAskedWithin(Duration pause) {
    return within(asked, pause);
  }

  private static boolean within(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The command has cleaned up. */
  @Override
  public void close() {
    cleanedUp.countDown();
    if (!isAsked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
