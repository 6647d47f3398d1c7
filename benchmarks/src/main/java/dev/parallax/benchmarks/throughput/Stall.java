package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long a partition has no tasks when the router that has it is killed and started again at
 * once, with its state directory, while requests come.
 */
public final class Stall implements Section {
  private static final double PER_SECOND = 1_000;
  private static final int RUNNING = 50_000;
  private static final Duration CALM = Duration.ofSeconds(4);
  private static final Duration READY = Duration.ofMinutes(2);

  @Override
  public String key() {
    return "f-stall";
  }

  @Override
  public String title() {
    return "longest time without a task of a partition, 1,000 requests/s, router killed and restarted";
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var figures = new Figures();
    run.say("a router alone is killed");
    try (var arena = Arena.open(run, Shape.BASE, Map.of());
        var traffic = new Traffic(arena)) {
      try (var alone = start(arena, "one")) {
        measure(run, traffic, new Killed(arena, alone, "one"), "alone", figures);
      }
    }
    run.say("one of two routers with standbys is killed");
    try (var arena = Arena.open(run, Shape.BASE, Map.of("num.standby.replicas", "1"));
        var traffic = new Traffic(arena)) {
      try (var one = start(arena, "one");
          var other = start(arena, "two")) {
        measure(run, traffic, new Killed(arena, one, "one"), "one of two with standbys", figures);
        AppProcess.stop(other);
      }
    }
    return figures.rows();
  }

  private static ChildProcess start(Arena arena, String instance) {
    var app = AppProcess.start(arena, Program.router().instance(instance));
    app.awaitLine("Topology is RUNNING", READY);
    return app;
  }

  /** Killed and started again, always the same one. */
  private static final class Killed implements AutoCloseable {
    private final Arena arena;
    private final String instance;
    private ChildProcess app;

    Killed(Arena arena, ChildProcess app, String instance) {
      this.arena = arena;
      this.app = app;
      this.instance = instance;
    }

    void killAndStart() {
      app.kill();
      app = AppProcess.start(arena, Program.router().instance(instance));
    }

    @Override
    public void close() {
      AppProcess.stop(app);
    }
  }

  private static void measure(
      Run run, Traffic traffic, Killed router, String what, Figures figures) {
    try (router) {
      traffic.asFastAsItGoes(run.scaled(RUNNING));
      try (var flow = traffic.watchGaps(PER_SECOND)) {
        for (int turn = 0; turn < run.turns(); turn++) {
          flow.readFor(CALM);
          figures.add(what + ", before", "s", flow.longestSeconds());
          router.killAndStart();
          flow.readUntilAllGoOn();
          flow.readFor(CALM);
          figures.add(what + ", killed", "s", flow.longestSeconds());
        }
      }
    }
  }
}
