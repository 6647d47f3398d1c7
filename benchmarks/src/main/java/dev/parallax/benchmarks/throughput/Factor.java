package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the router changes with one thing, all else as in {@link Shape#BASE}.
 *
 * @param key of the section
 * @param title of the section
 * @param levels of that thing
 * @param besidePassThrough whether each level has a ceiling of its own, as bytes change with it
 */
public record Factor(String key, String title, List<Level> levels, boolean besidePassThrough)
    implements Section {

  /**
   * One of the things compared.
   *
   * @param name with its unit
   * @param shape the router's
   * @param counted requests that count
   */
  public record Level(String name, Shape shape, int counted) {}

  /** Copies the levels. */
  public Factor {
    levels = List.copyOf(levels);
  }

  /** All of them. */
  public static List<Factor> all() {
    var base = Shape.BASE;
    int many = Load.COUNTED;
    return List.of(
        new Factor(
            "d-threads",
            "the router with 1, 2 and 4 threads",
            IntStream.of(1, 2, 4)
                .mapToObj(
                    threads -> new Level(threads + " threads", base.withThreads(threads), many))
                .toList(),
            false),
        new Factor(
            "d-agents",
            "the router with 1,000, 10,000 and 100,000 agents",
            IntStream.of(1_000, 10_000, 100_000)
                .mapToObj(
                    agents ->
                        new Level("%,d agents".formatted(agents), base.withAgents(agents), many))
                .toList(),
            false),
        new Factor(
            "d-regions",
            "the router with 3, 10 and 50 regions, all of which a decision explains",
            List.of(
                new Level("3 regions", base, many),
                new Level("10 regions", base.withRegions(10), many),
                new Level("50 regions", base.withRegions(50), many / 2)),
            true),
        new Factor(
            "d-inputs",
            "the router with inputs of 0.3, 3 and 30 KB",
            List.of(
                new Level("0.3 KB", base, many),
                new Level("3 KB", base.withInputBytes(3_000), many / 3),
                new Level("30 KB", base.withInputBytes(30_000), many / 16)),
            true));
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var trials = new ArrayList<Trial>();
    for (var level : levels) {
      trials.add(new Trial(run, level.shape(), Load.of(run, level.counted())));
    }
    var figures = new Figures();
    for (int turn = 0; turn < run.turns(); turn++) {
      Measured first = null;
      for (int i = 0; i < levels.size(); i++) {
        var name = levels.get(i).name();
        var router = trials.get(i).router();
        first = first == null ? router : first;
        figures.add(name, "tasks/s", router.perSecond());
        figures.add(name + ": processor time with the broker's", "us a request", router.micros());
        if (besidePassThrough) {
          var passThrough = trials.get(i).passThrough();
          figures.add(name + ": pass-through", "tasks/s", passThrough.perSecond());
          figures.ratio(
              name + ": router / pass-through", router.perSecond(), passThrough.perSecond());
          figures.ratio(
              name + ": the same by processor time", passThrough.micros(), router.micros());
        } else if (i > 0) {
          var against = name + " / " + levels.get(0).name();
          figures.ratio(against, router.perSecond(), first.perSecond());
          figures.ratio(against + " by processor time", first.micros(), router.micros());
        }
      }
    }
    return figures.rows();
  }
}
