package dev.parallax.benchmarks;

import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** One decision, and one new snapshot of the fleet, by JMH in processes of its own. */
final class Decisions implements Section {
  private static final String[] SIZES = {"3x24", "50x10000"};

  @Override
  public String key() {
    return "a";
  }

  @Override
  public String title() {
    return "one decision and one new snapshot; regions x agents; one thread, turns of 75 ms";
  }

  @Override
  public List<Row> rows(Run run) {
    var rows = new ArrayList<Row>();
    for (var group : List.of("DecideBenchmark", "HeartbeatBenchmark")) {
      run.say(group);
      var options = SpeedTable.options(group).forks(run.scaled(2)).param("size", SIZES);
      if (group.equals("DecideBenchmark")) {
        options.param("residency", "rules");
      }
      try {
        SpeedTable.run(options.build()).forEach(result -> rows.add(row(result)));
      } catch (RunnerException e) {
        throw new IllegalStateException(group + " could not be run", e);
      }
    }
    return rows;
  }

  private static Row row(RunResult result) {
    var name = result.getParams().getBenchmark();
    var what =
        Stream.of("strategy", "residency", "size")
            .map(result.getParams()::getParam)
            .filter(value -> value != null)
            .reduce(name.substring(name.lastIndexOf('.') + 1), (all, value) -> all + ", " + value);
    return new Row(what, "ns", turns(result));
  }

  private static List<Double> turns(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(process -> process.getIterationResults().stream())
        .map(turn -> turn.getPrimaryResult().getScore())
        .toList();
  }
}
