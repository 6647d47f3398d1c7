package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.session.Stop;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A child process that is started again when it ends, with growing pauses, until it is closed. It
 * comes back at the port it had, so that whoever knows its address finds it again; at another one
 * if it could not start there. Told to people, because a child that ends is worth knowing.
 */
final class SupervisedChild implements AutoCloseable {
  private static final int ANY_PORT = 0;

  /** It has this long to be ready, however often it ends before: machines are busy at a start. */
  static final Duration START = Duration.ofMinutes(3);

  /** An app's word for: somebody must change something first. */
  private static final int USAGE = 2;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration WATCH = Duration.ofHours(1);

  /** A stop of everything may end the child before this hears of it. */
  private static final Duration HEARSAY = Duration.ofMillis(300);

  private final ChildSpec spec;
  private final Stop stop;
  private final Consumer<String> say;
  private final Runnable changed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile ChildProcess process;
  private volatile URI address;
  private final AtomicReference<Runnable> whileDown = new AtomicReference<>(() -> {});
  private int port = ANY_PORT;
  private Thread watch;

  /** {@code changed} is told whenever it has another process id. */
  SupervisedChild(ChildSpec spec, Stop stop, Consumer<String> say, Runnable changed) {
    this.spec = spec;
    this.stop = stop;
    this.say = say;
    this.changed = changed;
  }

  String name() {
    return spec.name();
  }

  long pid() {
    return process.pid();
  }

  /** Where its operations server listens. */
  URI address() {
    return address;
  }

  /** Where its metrics are; absent if it has none, or does not listen yet. */
  Optional<URI> metered() {
    return spec.addressLabel().equals(Children.APP_ADDRESS)
        ? Optional.ofNullable(address)
        : Optional.empty();
  }

  /** Starts it; returns when its operations server listens. */
  void start() {
    process = spec.command(port).start(spec.log());
    try {
      process.awaitLine(spec.addressLabel(), START);
      address = readAddress();
      port = address.getPort();
      spec.listening().accept(address);
    } catch (RuntimeException failed) {
      // Somebody else may have taken it meanwhile.
      port = ANY_PORT;
      process.close();
      throw failed;
    }
    changed.run();
  }

  /**
   * Starts it and waits until it is ready to work. If it ends before, it is started again, with
   * growing pauses, while there is time.
   *
   * @throws SandboxException if it is not ready within three minutes, or ends as what it was given
   *     is wrong, with the end of its log
   */
  void startReady() {
    long end = System.nanoTime() + START.toNanos();
    var pause = spec.restartAfter();
    for (int attempt = 1; !isReady(end, pause, attempt); attempt++) {
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** False if it ended before, and may be started again: after this pause. */
  private boolean isReady(long end, Duration pause, int attempt) {
    try {
      start();
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      process.awaitReady(URI.create(address + "/health/ready"), left);
      return true;
    } catch (SandboxException early) {
      boolean inTime = System.nanoTime() + pause.toNanos() < end;
      if (!hasFailed() || !inTime || stop.isAskedWithin(HEARSAY)) {
        throw attempt == 1
            ? early
            : new SandboxException(
                "%s; it was started %d times".formatted(early.getMessage(), attempt), early);
      }
    }
    say.accept(ended("before it was ready, and is started again", pause));
    if (stop.isAskedWithin(pause)) {
      throw new SandboxException(name() + " is not started again, as everything is to end");
    }
    return false;
  }

  /** Whether it ended, and may do better the next time. */
  private boolean hasFailed() {
    return process != null && !process.isAlive() && process.exitStatus() != USAGE;
  }

  private String ended(String whatNow, Duration pause) {
    return "%s (pid %d) ended with status %d %s in %d s; its log: %s"
        .formatted(
            name(), process.pid(), process.exitStatus(), whatNow, pause.toSeconds(), spec.log());
  }

  /** Whether it runs and is ready to work now. */
  boolean isReady() {
    return process.isReady(URI.create(address + "/health/ready"));
  }

  /** From now on starts it again when it ends. */
  void supervise() {
    watch = new Thread(this::watch, "watch-" + spec.name());
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    var pause = spec.restartAfter();
    while (closing.getCount() > 0) {
      long began = System.nanoTime();
      awaitEnd();
      if (closing.getCount() == 0 || stop.isAskedWithin(HEARSAY)) {
        return;
      }
      boolean lasted = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
      pause = lasted ? spec.restartAfter() : pause;
      restartAfter(pause);
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private void awaitEnd() {
    while (!process.awaitExit(WATCH)) {
      if (closing.getCount() == 0) {
        return;
      }
    }
  }

  private void restartAfter(Duration pause) {
    say.accept(ended("and is started again", pause));
    try {
      if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      whileDown.getAndSet(() -> {}).run();
      start();
      say.accept(name() + " runs again (pid " + pid() + ")");
    } catch (RuntimeException failed) {
      say.accept(name() + " did not start: " + failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** The last address in its log: earlier processes wrote to the same file. */
  private URI readAddress() {
    var pattern = Pattern.compile(Pattern.quote(spec.addressLabel()) + "\\s*(http://\\S+)");
    try {
      return pattern
          .matcher(Files.readString(spec.log(), UTF_8))
          .results()
          .reduce((earlier, later) -> later)
          .map(found -> URI.create(found.group(1)))
          .orElseThrow(() -> new SandboxException(name() + " wrote no address to " + spec.log()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** It is about to be closed: its end is no longer worth a word. */
  void expectEnd() {
    closing.countDown();
  }

  /** Kills it, as {@code kill -9} does; it is started again. */
  void kill() {
    process.kill();
  }

  /** As {@link #kill()}; this is done before it is started again. */
  void kill(Runnable beforeItsStart) {
    whileDown.set(beforeItsStart);
    process.kill();
  }

  /** Kills it, as {@code kill -9} does, and does not start it again. */
  void killForGood() {
    expectEnd();
    process.kill();
  }

  @Override
  public void close() {
    expectEnd();
    end();
    if (watch != null) {
      awaitWatch();
      // It may have been starting a new one when it was told.
      end();
    }
  }

  private void awaitWatch() {
    try {
      watch.join(START.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    if (process != null) {
      process.close();
    }
  }
}
