package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import java.io.IOException;
import java.util.List;

/** The router, a pass-through that writes as much, and a plain loop that decides as much. */
public final class BesideOthers implements Section {
  private static final String PER_SECOND = "tasks/s";
  private static final String MICROS = "us a request";

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
    var figures = new Figures();
    for (int turn = 0; turn < run.turns(); turn++) {
      var router = trial.router();
      var passThrough = trial.passThrough();
      var plain = trial.plainLoop();
      figures.add("router", PER_SECOND, router.perSecond());
      figures.add("pass-through", PER_SECOND, passThrough.perSecond());
      figures.add("plain loop", PER_SECOND, plain.perSecond());
      figures.ratio("router / pass-through", router.perSecond(), passThrough.perSecond());
      figures.ratio(
          "router / pass-through by processor time", passThrough.micros(), router.micros());
      figures.ratio("router / plain loop", router.perSecond(), plain.perSecond());
      figures.ratio("router / plain loop by processor time", plain.micros(), router.micros());
      addTimes(figures, "router", router);
      addTimes(figures, "pass-through", passThrough);
      addTimes(figures, "plain loop", plain);
    }
    return figures.rows();
  }

  private static void addTimes(Figures figures, String app, Measured measured) {
    figures.add(app + ": its own processor time", MICROS, measured.appMicros());
    figures.add(app + ": its compiler's", MICROS, measured.compilerMicros());
    figures.add(app + ": the broker's", MICROS, measured.brokerMicros());
  }
}
