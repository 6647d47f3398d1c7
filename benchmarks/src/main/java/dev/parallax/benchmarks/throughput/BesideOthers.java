package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/** The router, a pass-through that writes as much, and a plain loop that decides as much. */
public final class BesideOthers implements Section {
  @Override
  public String key() {
    return "b";
  }

  @Override
  public String title() {
    return "the router beside a pass-through and a plain consumer-producer loop, exactly once";
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var trial = new Trial(run, Shape.BASE, Load.of(run));
    var comparison = new Comparison();
    for (int turn = 0; turn < run.turns(); turn++) {
      var router = trial.router();
      var others = new LinkedHashMap<String, Measured>();
      others.put("pass-through", trial.passThrough());
      others.put("plain loop", trial.plainLoop());
      comparison.add(router, others);
    }
    return comparison.rows();
  }
}
