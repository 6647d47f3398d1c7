package dev.parallax.sandbox;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JVM started by this one, writing to a log file. It ends with this process, however that ends
 * ({@link ParentGuard}).
 */
public final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);
  private static final int POLL_MS = 50;
  private static final int HTTP_TIMEOUT_MS = 2_000;

  private final String name;
  private final Process process;
  private final ChildLog log;

  private ChildProcess(String name, Process process, ChildLog log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Describes a child that runs this main class; {@code name} is for messages. */
  public static ChildCommand java(String name, String mainClass) {
    return ChildCommand.of(name, mainClass);
  }

  /**
   * Describes a child that runs the main class of this jar.
   *
   * @throws SandboxException if the jar cannot be read or names no main class
   */
  public static ChildCommand jar(String name, Path jar) {
    return ChildCommand.ofJar(name, jar);
  }

  static ChildProcess start(String name, ProcessBuilder builder, Path logFile) {
    var log = ChildLog.appendTo(logFile);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    try {
      var child = new ChildProcess(name, builder.start(), log);
      LiveChildren.add(child.process);
      return child;
    } catch (IOException e) {
      throw new SandboxException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** The name it was described by. */
  public String name() {
    return name;
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Where its output goes. */
  public Path logFile() {
    return log.file();
  }

  /**
   * The status it ended with.
   *
   * @throws IllegalThreadStateException if it still runs
   */
  public int exitStatus() {
    return process.exitValue();
  }

  /**
   * Waits until a GET of this URL answers 200.
   *
   * @throws SandboxException if it ends or the time is over before, with the last lines of its log
   */
  public void awaitReady(URI url, Duration timeout) {
    await("answered " + url + " with 200", timeout, () -> answersOk(url));
  }

  /** Whether it runs and a GET of this URL answers 200 now. */
  public boolean isReady(URI url) {
    return isAlive() && answersOk(url);
  }

  /**
   * Waits until a line of its output, since it was started, contains this text.
   *
   * @throws SandboxException if it ends or the time is over before, with the last lines of its log
   */
  public void awaitLine(String text, Duration timeout) {
    await("written \"" + text + "\"", timeout, () -> log.contains(text));
  }

  /** Whether it runs and a line of its output contains this text by now. */
  public boolean hasLine(String text) {
    return isAlive() && log.contains(text);
  }

  private void await(String what, Duration timeout, BooleanSupplier condition) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (awaitExit(Duration.ofMillis(POLL_MS))) {
        throw failure("ended with status " + process.exitValue() + " before it had " + what);
      }
      if (System.nanoTime() - end > 0) {
        throw failure("had not " + what + " after " + timeout.toMillis() + " ms");
      }
    }
  }

  private SandboxException failure(String what) {
    return new SandboxException(
        name + " (pid " + pid() + ") " + what + "; the end of " + log.file() + ":\n" + log.tail());
  }

  private static boolean answersOk(URI url) {
    try {
      var connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(HTTP_TIMEOUT_MS);
      connection.setReadTimeout(HTTP_TIMEOUT_MS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Waits until it has ended.
   *
   * @return false if it still runs after this time
   */
  public boolean awaitExit(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while waiting for " + name, e);
    }
  }

  /**
   * Leaves it to the caller to end this when the process ends in order; if it is killed, the child
   * still ends with it.
   */
  void closedByCaller() {
    LiveChildren.remove(process);
  }

  /** Asks it to end (SIGTERM) and, if it has not after this time, kills it. */
  public void stop(Duration grace) {
    process.destroy();
    if (!awaitExit(grace)) {
      LOG.warn("{} (pid {}) did not end within {} s and is killed", name, pid(), grace.toSeconds());
      kill();
    }
    LiveChildren.remove(process);
  }

  /** Kills it (SIGKILL), as a crash would, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    if (!awaitExit(CLOSE_GRACE)) {
      throw new SandboxException(name + " (pid " + pid() + ") survived being killed");
    }
    LiveChildren.remove(process);
  }

  /** {@link #stop(Duration)} with 10 seconds of grace. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
  }
}
