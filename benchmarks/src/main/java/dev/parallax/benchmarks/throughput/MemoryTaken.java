package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** By how much a router grows with agents and with running executions. */
public final class MemoryTaken implements Section {
  private static final int AGENTS = 25_000;
  private static final int EXECUTIONS = 50_000;
  private static final long HEAP = 1L << 30;

  @Override
  public String key() {
    return "e";
  }

  @Override
  public String title() {
    return "memory of a router: growth for each 1,000 agents and 1,000 running executions";
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var figures = new Figures();
    // With the heap taken whole, what a process grows by is outside of it.
    var program =
        Program.router(run).jvmOptions("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+AlwaysPreTouch");
    try (var arena = Arena.open(run, Shape.BASE, Map.of());
        var app = AppProcess.start(arena, program);
        var router = new Grown(arena)) {
      router.execute(run.scaled(EXECUTIONS));
      var before = Inspected.of(app.pid());
      for (int turn = 0; turn < run.turns(); turn++) {
        run.say("memory of agents, turn " + (turn + 1));
        int more = run.scaled(AGENTS);
        router.addAgents(more);
        before = add(figures, "1,000 agents", before, Inspected.of(app.pid()), more);
      }
      for (int turn = 0; turn < run.turns(); turn++) {
        run.say("memory of executions, turn " + (turn + 1));
        int more = run.scaled(EXECUTIONS);
        router.execute(more);
        before = add(figures, "1,000 running executions", before, Inspected.of(app.pid()), more);
      }
      figures.add("in all at the end: live heap", "MB", before.heap() / 1e6);
      before
          .resident()
          .ifPresent(
              bytes -> figures.add("in all at the end: RSS less heap", "MB", (bytes - HEAP) / 1e6));
      AppProcess.stop(app);
    }
    return figures.rows();
  }

  private static Inspected add(
      Figures figures, String what, Inspected before, Inspected now, int more) {
    double thousands = more / 1e3;
    figures.add(what + ": live heap", "KB", (now.heap() - before.heap()) / 1e3 / thousands);
    if (now.resident().isPresent()) {
      long grown = now.resident().getAsLong() - before.resident().getAsLong();
      figures.add(what + ": outside the heap (RSS)", "KB", grown / 1e3 / thousands);
    }
    return now;
  }
}
