package dev.parallax.cli.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells somebody who waits what is waited for, and since when. Safe for several threads. */
final class Progress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration REPEAT = Duration.ofSeconds(5);

  private volatile Consumer<String> reader;
  private final long began = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  Progress(PrintWriter out) {
    this.reader =
        line -> {
          out.println(line);
          out.flush();
        };
  }

  /** From now on tells this reader. */
  void tell(Consumer<String> other) {
    reader = other;
  }

  /** One line, with the seconds since the start. */
  void say(String line) {
    reader.accept(String.format(Locale.ROOT, "[%5.1f s] %s", secondsSince(began), line));
  }

  /** Does something, tells when it is done, and meanwhile, after two seconds, that it goes on. */
  <T> T step(String what, Supplier<T> work) {
    long start = System.nanoTime();
    var reminder =
        timer.scheduleAtFixedRate(
            () -> say(what + ": waiting..."),
            PATIENCE.toMillis(),
            REPEAT.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      var result = work.get();
      say(String.format(Locale.ROOT, "%s: ready after %.1f s", what, secondsSince(start)));
      return result;
    } finally {
      reminder.cancel(false);
    }
  }

  /** As {@link #step(String, Supplier)}, without a result. */
  void step(String what, Runnable work) {
    step(
        what,
        () -> {
          work.run();
          return null;
        });
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
