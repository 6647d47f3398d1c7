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
  private ChildProcess spare;
  private int spares;

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

  /** Starts a spare of this instance; returns before it waits. */
  void startSpare(String instance) {
    var program = Program.router(run).instance(instance);
    spare = AppProcess.start(arena, program, instance + "-spare-" + ++spares, "--spare");
  }

  /** Whether the spare is prepared and waits. */
  boolean isSpareWaiting() {
    return spare.hasLine("Ready as a spare");
  }

  /** Kills it; the spare takes its place. */
  void killForSpare(String instance) {
    running.put(instance, spare).kill();
    spare = null;
  }

  private void begin(String instance) {
    running.put(instance, AppProcess.start(arena, Program.router(run).instance(instance)));
  }

  @Override
  public void close() {
    if (spare != null) {
      AppProcess.stop(spare);
    }
    running.values().forEach(AppProcess::stop);
  }
}
