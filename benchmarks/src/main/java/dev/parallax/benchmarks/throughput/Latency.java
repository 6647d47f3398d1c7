package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * From a request to its task, at shares of what the router does at most while it is sent to, under
 * both guarantees at the same rates.
 */
public final class Latency implements Section {
  private static final int[] PERCENT = {10, 50, 80};
  private static final int WARM_UP = 200_000;
  private static final int AT_MOST = 60_000;
  private static final double SECONDS = 5;
  private static final Duration READY = Duration.ofMinutes(2);

  /** All executions of the section are open at its end. */
  private static final String HEAP = "-Xmx2g";

  @Override
  public String key() {
    return "c";
  }

  @Override
  public String title() {
    return "from when a request is due until its task can be read as committed";
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var figures = new Figures();
    var router = Program.router(run);
    double most = measure(run, router, "exactly once", OptionalDouble.empty(), figures);
    var other = Program.routerAtLeastOnce();
    // Compared at the same rates.
    measure(run, other, "at least once", OptionalDouble.of(most), figures);
    return figures.rows();
  }

  /**
   * @param given the rate of which shares are taken; absent: the most that it does
   * @return that rate
   */
  private static double measure(
      Run run, Program program, String guarantee, OptionalDouble given, Figures figures)
      throws IOException {
    run.say("latency, " + guarantee);
    try (var arena = Arena.open(run, Shape.BASE, Map.of());
        var app = AppProcess.start(arena, program.jvmOptions(HEAP))) {
      app.awaitLine("Topology is RUNNING", READY);
      try (var traffic = new Traffic(arena)) {
        traffic.asFastAsItGoes(run.scaled(WARM_UP));
        var most = most(run, traffic, guarantee);
        figures.add(most);
        double ceiling = given.orElse(most.median());
        for (int turn = 0; turn < run.turns(); turn++) {
          for (int percent : PERCENT) {
            steadily(run, traffic, ceiling * percent / 100, percent + "%, " + guarantee, figures);
          }
        }
        AppProcess.stop(app);
        return ceiling;
      }
    }
  }

  private static Row most(Run run, Traffic traffic, String guarantee) {
    var turns = new ArrayList<Double>();
    for (int turn = 0; turn < run.turns(); turn++) {
      turns.add(traffic.asFastAsItGoes(run.scaled(AT_MOST)));
    }
    return new Row("the most while sent to, " + guarantee, "tasks/s", turns);
  }

  private static void steadily(
      Run run, Traffic traffic, double perSecond, String what, Figures figures) {
    var took = traffic.steadily(perSecond, run.scaled((int) (perSecond * SECONDS)));
    var at = "%s, %,.0f/s".formatted(what, perSecond);
    figures.add(at + ": p50", "ms", took.millis(0.5));
    figures.add(at + ": p99", "ms", took.millis(0.99));
  }
}
