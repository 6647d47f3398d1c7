package dev.parallax.replicator.mirror;

import dev.parallax.replicator.ReplicatorApp;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicator of a region as a process of its own, which can be killed. */
final class ReplicatorProcess implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String ADDRESS = "operations server: ";
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final ChildProcess child;

  private ReplicatorProcess(ChildProcess child) {
    this.child = child;
  }

  /**
   * Starts one with the federation's configuration as it is now.
   *
   * @param instance what it is called; the same after a restart
   */
  static ReplicatorProcess start(
      Federation federation, String region, String instance, Path directory) {
    federation.config(region);
    var child =
        ChildProcess.java(instance, ReplicatorApp.class.getName())
            .heapMb(256)
            .jvmOptions("-Dlogback.configurationFile=parallax-logback.xml")
            .arguments("--config", federation.file(region).toString(), "--region", region)
            .arguments("--instance-id", instance, "--port", "0", "--bind", "127.0.0.1")
            .arguments("--state-dir", directory.resolve("state-" + instance).toString())
            .start(directory.resolve(instance + "-" + STARTED.incrementAndGet() + ".log"));
    return new ReplicatorProcess(child);
  }

  /** Waits until its flows run and are caught up. */
  void awaitReady() {
    child.awaitLine(ADDRESS, LIMIT);
    child.awaitReady(URI.create(address() + "/health/ready"), LIMIT);
  }

  private String address() {
    return log()
        .lines()
        .filter(line -> line.startsWith(ADDRESS))
        .findFirst()
        .orElseThrow()
        .substring(ADDRESS.length());
  }

  /** What it wrote so far. */
  String log() {
    try {
      return Files.readString(child.logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a crash would. */
  void kill() {
    child.kill();
  }

  @Override
  public void close() {
    child.kill();
  }
}
