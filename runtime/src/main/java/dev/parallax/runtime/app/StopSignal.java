package dev.parallax.runtime.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM or Ctrl-C. The process then ends with the code of an orderly end, which the virtual
 * machine would give it only if nothing had to be closed first.
 *
 * <p>Until {@link #onRequest} is called, it interrupts the thread that installed it: while an app
 * comes up there is nothing to lose, so it ends at once.
 */
final class StopSignal implements AutoCloseable {

  private static final Duration GRACE_STARTING = Duration.ofSeconds(2);
  private static final Duration GRACE_RUNNING = Duration.ofSeconds(15);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Thread hook = new Thread(this::end, "stop-signal");
  private Optional<Thread> interruptible = Optional.of(Thread.currentThread());
  private boolean starting = true;
  private Runnable wake;

  /** Listens from now on; called by the thread that is to be interrupted. */
  static StopSignal install() {
    var signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void end() {
    boolean starting = request();
    var grace = starting ? GRACE_STARTING : GRACE_RUNNING;
    exitCode.completeOnTimeout(
        starting ? ExitCode.OK : ExitCode.FAILED, grace.toMillis(), TimeUnit.MILLISECONDS);
    Runtime.getRuntime().halt(exitCode.join());
  }

  /** Whether the app was still coming up. */
  private boolean request() {
    Runnable stopping;
    synchronized (this) {
      requested.countDown();
      if (starting) {
        interruptible.ifPresent(Thread::interrupt);
        return true;
      }
      stopping = wake;
    }
    stopping.run();
    return false;
  }

  /** The starting thread is not interrupted any more: it is about to wait for what it closes. */
  synchronized void spare() {
    interruptible = Optional.empty();
  }

  /** The app runs: from now on this ends it, at once if the end was requested before. */
  void onRequest(Runnable stopping) {
    synchronized (this) {
      wake = stopping;
      starting = false;
      if (!isRequested()) {
        return;
      }
    }
    stopping.run();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /**
   * Waits.
   *
   * @return whether the end was requested, within this time or before
   */
  boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything is closed, and this is the exit code. */
  void ended(int code) {
    exitCode.complete(code);
  }

  /** Listens no more; if the end was requested, {@link #ended} decides its code. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      ended(ExitCode.FAILED);
    }
  }
}
