package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.sandbox.ChildProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Routers of one arena, by their instance ids, which share its partitions. */
final class Routers implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);

  private final Run run;
  private final Arena arena;
  private final Map<String, ChildProcess> running = new LinkedHashMap<>();

  Routers(Run run, Arena arena) {
    this.run = run;
    this.arena = arena;
  }

  /** Returns when it runs. */
  void start(String instance) {
    begin(instance);
    running.get(instance).awaitLine("Topology is RUNNING", READY);
  }

  /** Kills it and starts it again; returns before it runs. */
  void killAndStart(String instance) {
    running.get(instance).kill();
    begin(instance);
  }

  private void begin(String instance) {
    running.put(instance, AppProcess.start(arena, Program.router(run).instance(instance)));
  }

  @Override
  public void close() {
    running.values().forEach(AppProcess::stop);
  }
}
