package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Figures;
import dev.parallax.benchmarks.table.Row;
import java.util.List;
import java.util.Map;

/** The router beside other programs, turn by turn. */
public final class Comparison {
  private static final String ROUTER = "router";
  private static final String PER_SECOND = "tasks/s";
  private static final String MICROS = "us a request";

  private final Figures figures = new Figures();

  /**
   * What the programs of one turn came to.
   *
   * @param others by name, in the order in which they shall stand
   */
  public void add(Measured router, Map<String, Measured> others) {
    figures.add(ROUTER, PER_SECOND, router.perSecond());
    others.forEach((name, other) -> figures.add(name, PER_SECOND, other.perSecond()));
    others.forEach(
        (name, other) -> {
          figures.ratio("router / " + name, router.perSecond(), other.perSecond());
          figures.ratio(
              "router / %s by processor time".formatted(name), other.micros(), router.micros());
        });
    addTimes(ROUTER, router);
    others.forEach(this::addTimes);
  }

  private void addTimes(String program, Measured measured) {
    figures.add(program + ": its own processor time", MICROS, measured.appMicros());
    figures.add(program + ": its compiler's", MICROS, measured.compilerMicros());
    figures.add(program + ": the broker's", MICROS, measured.brokerMicros());
  }

  /** Rates, ratios and processor times. */
  public List<Row> rows() {
    return figures.rows();
  }
}
