package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From the start of a router's process until it says that it is ready. */
public final class StartUp implements Section {
  private static final int[] AGENTS = {1_000, 100_000};
  private static final String ADDRESS = "operations server: ";
  private static final Duration READY = Duration.ofMinutes(2);

  @Override
  public String key() {
    return "f-start";
  }

  @Override
  public String title() {
    return "from the start of a router's process until it is ready";
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var figures = new Figures();
    for (int turn = 0; turn < run.turns(); turn++) {
      for (int agents : AGENTS) {
        var what = "%,d agents".formatted(agents);
        run.say("start-up with " + what);
        try (var arena = Arena.open(run, Shape.BASE.withAgents(agents), Map.of())) {
          figures.add(what + ", the first start", "s", secondsToReady(run, arena));
          // The state of regions is judged by its age.
          arena.writeState(0, 0);
          figures.add(what + ", another start", "s", secondsToReady(run, arena));
        }
      }
    }
    return figures.rows();
  }

  private static double secondsToReady(Run run, Arena arena) throws IOException {
    long began = System.nanoTime();
    try (var app = AppProcess.start(arena, Program.router(run))) {
      app.awaitLine(ADDRESS, READY);
      app.awaitReady(address(app).resolve("/health/ready"), READY);
      double seconds = (System.nanoTime() - began) / 1e9;
      AppProcess.stop(app);
      return seconds;
    }
  }

  /** The last that its log tells: an earlier process may have written to it. */
  private static URI address(ChildProcess app) throws IOException {
    return Files.readAllLines(app.logFile()).stream()
        .filter(line -> line.startsWith(ADDRESS))
        .map(line -> URI.create(line.substring(ADDRESS.length()).strip()))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
