package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long a partition has no tasks when the router that has it is killed and started again at
 * once, with its state directory, or has a spare, while requests come.
 */
public final class Stall implements Section {
  private static final double PER_SECOND = 1_000;
  private static final int RUNNING = 50_000;
  private static final Duration CALM = Duration.ofSeconds(4);

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
    run.say("a router alone is killed once, unmeasured, until the broker's code is compiled");
    measure(run, 1, List.of("one"), Map.of(), "warm-up", new Figures());
    run.say("a router alone is killed");
    measure(run, run.turns(), List.of("one"), Map.of(), "alone", figures);
    run.say("two routers with standbys are killed by turns");
    var standbys = Map.of("num.standby.replicas", "1");
    measure(run, run.turns(), List.of("one", "two"), standbys, "one of two with standbys", figures);
    run.say("a router is killed beside its spare");
    measureSpare(run, figures);
    return figures.rows();
  }

  private static void measureSpare(Run run, Figures figures) throws IOException {
    try (var arena = Arena.open(run, Shape.BASE, Map.of());
        var routers = new Routers(run, arena);
        var traffic = new Traffic(arena)) {
      routers.start("one");
      traffic.asFastAsItGoes(run.scaled(RUNNING));
      try (var gaps = traffic.watchGaps(PER_SECOND)) {
        for (int turn = 0; turn < run.turns(); turn++) {
          routers.startSpare("one");
          gaps.readUntil(routers::isSpareWaiting);
          figures.add("with a spare, while that starts", "s", gaps.longestSeconds());
          gaps.readFor(CALM);
          figures.add("with a spare, before", "s", gaps.longestSeconds());
          routers.killForSpare("one");
          gaps.readUntilAllGoOn();
          gaps.readFor(CALM);
          figures.add("with a spare, killed", "s", gaps.longestSeconds());
        }
      }
    }
  }

  /** By turns: after a long restart the partitions of one may all be the other's. */
  private static void measure(
      Run run,
      int turns,
      List<String> instances,
      Map<String, String> properties,
      String what,
      Figures figures)
      throws IOException {
    try (var arena = Arena.open(run, Shape.BASE, properties);
        var routers = new Routers(run, arena);
        var traffic = new Traffic(arena)) {
      instances.forEach(routers::start);
      traffic.asFastAsItGoes(run.scaled(RUNNING));
      try (var gaps = traffic.watchGaps(PER_SECOND)) {
        for (int turn = 0; turn < turns; turn++) {
          gaps.readFor(CALM);
          figures.add(what + ", before", "s", gaps.longestSeconds());
          routers.killAndStart(instances.get(turn % instances.size()));
          gaps.readUntilAllGoOn();
          gaps.readFor(CALM);
          figures.add(what + ", killed", "s", gaps.longestSeconds());
        }
      }
    }
  }
}
