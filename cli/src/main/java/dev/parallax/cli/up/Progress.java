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

  private final Waiting waiting;
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
    this(out, PATIENCE, REPEAT);
  }

  /**
   * As one who is told less or more often.
   *
   * @param patience after which a step is told to go on
   * @param repeat after which that is told again
   */
  Progress(PrintWriter out, Duration patience, Duration repeat) {
    this.reader =
        line -> {
          out.println(line);
          out.flush();
        };
    this.waiting = new Waiting(patience, repeat);
    long look = Math.max(1, patience.toMillis() / 4);
    var unused = timer.scheduleAtFixedRate(this::remind, look, look, TimeUnit.MILLISECONDS);
  }

  /** From now on tells this reader. */
  void tell(Consumer<String> other) {
    reader = other;
  }

  /** One line, with the seconds since the start. */
  void say(String line) {
    reader.accept(String.format(Locale.ROOT, "[%5.1f s] %s", secondsSince(began), line));
  }

  /**
   * Does something, tells when it is done, and meanwhile, after two seconds, that it goes on: what
   * goes on at once stands in one line.
   */
  <T> T step(String what, Supplier<T> work) {
    long start = System.nanoTime();
    var step = waiting.begin(what, start);
    try {
      var result = work.get();
      say(String.format(Locale.ROOT, "%s: ready after %.1f s", what, secondsSince(start)));
      return result;
    } finally {
      waiting.end(step);
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

  private void remind() {
    var due = waiting.due(System.nanoTime());
    if (!due.isEmpty()) {
      say("waiting for " + String.join(", ", due));
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
