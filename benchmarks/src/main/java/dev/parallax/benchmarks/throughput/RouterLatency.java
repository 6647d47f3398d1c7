package dev.parallax.benchmarks.throughput;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SandboxRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * How long a request takes from when it is sent until an agent can read its task as committed, at
 * 10%, 50% and 80% of a ceiling, through the real router in a process of its own.
 */
public final class RouterLatency {
  private static final double CEILING = Double.parseDouble(System.getProperty("ceiling", "40000"));
  private static final int SECONDS = Integer.getInteger("seconds", 20);
  private static final double[] SHARES = {0.1, 0.5, 0.8};

  /** Requests before any counts: until then the router is being compiled. */
  private static final int WARM_UP = 400_000;

  private static final Duration READY = Duration.ofMinutes(1);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private RouterLatency() {}

  /**
   * Prints one line per share of {@code -Dceiling=}, requests per second.
   *
   * @throws IOException if there is no room for the run's files
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.setProperty("logback.configurationFile", "parallax-benchmarks-logback.xml");
    var directory = Files.createTempDirectory("router-latency");
    System.out.printf("request to task, exactly once, ceiling %,.0f/s%n", CEILING);
    try (var registry = SandboxRegistry.start(SandboxRegistry.Options.defaults());
        var broker =
            SandboxBroker.start(
                SandboxBroker.Options.defaults().dataDirectory(directory.resolve("broker")))) {
      for (var share : SHARES) {
        var arena = Arena.open(broker, registry.url(), directory);
        arena.fill(0);
        try (var app = AppProcess.start(arena, AppProcess.ROUTER, "router")) {
          app.awaitLine("Topology is RUNNING", READY);
          double rate = share * CEILING;
          int counted = (int) (rate * SECONDS);
          var took = Latencies.measure(arena, rate, WARM_UP, counted);
          System.out.printf(
              "%3.0f%%, %,7.0f/s: p50 %6.1f ms, p99 %6.1f ms, longest %6.1f ms%n",
              share * 100, rate, took.millis(0.5), took.millis(0.99), took.millis(1));
          app.stop(GRACE);
        }
        arena.delete();
      }
    } finally {
      RunFiles.delete(directory);
    }
  }
}
