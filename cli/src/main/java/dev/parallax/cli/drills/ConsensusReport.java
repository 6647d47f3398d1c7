package dev.parallax.cli.drills;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.events.ExecutionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what came of the executions of a consensus drill with what must come of them. */
final class ConsensusReport implements DrillReport {
  private static final double MEBIBYTE = 1 << 20;

  private final Load load;
  private final Figures figures;
  private final List<Line> lines;
  private final boolean tooSlow;

  /**
   * Measured beside the counts.
   *
   * @param took from the first request to the last outcome
   * @param before what the router had before
   * @param peak the most that was seen of each
   * @param after what it has after the idempotence has passed
   */
  record Figures(Duration took, RouterState before, RouterState peak, RouterState after) {}

  /** Something that is counted, and must be as expected. */
  private record Line(String what, long expected, long seen, String where) {
    boolean isAsExpected() {
      return expected == seen;
    }
  }

  /**
   * @param expected by the rules and the faults alone
   * @param seen on the topics
   * @param treated tasks by what the agents did with them, as they counted
   * @param ignored results, as the router counted
   */
  ConsensusReport(
      Load load,
      Expected expected,
      Seen seen,
      Map<Fault, Long> treated,
      long ignored,
      Figures figures) {
    this.load = load;
    this.figures = figures;
    this.lines = new ArrayList<>();
    outcomes(expected, seen);
    faults(expected, seen, treated, ignored);
    line(
        "executions kept by the router",
        0,
        figures.after().running() + figures.after().ended(),
        "metrics");
    this.tooSlow = seen.unroutable() > 0 || seen.silent() > treated.get(Fault.NEVER_ANSWERS);
  }

  private void outcomes(Expected expected, Seen seen) {
    line("executions with an outcome", load.executions(), seen.ended(), "outcomes");
    line("  without one", 0, seen.missing(), "outcomes");
    line("  unroutable", 0, seen.unroutable(), "unroutable");
    line("  with more than one", 0, seen.endedTwice(), "outcomes");
    for (var status :
        List.of(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT)) {
      line("  " + status, expected.executions(status), seen.executions(status), "outcomes");
    }
    line("  with another value than the agents'", 0, seen.otherValues(), "outcomes");
  }

  private void faults(Expected expected, Seen seen, Map<Fault, Long> treated, long ignored) {
    line("tasks", expected.tasks(), seen.tasks(), "executions.<region>");
    line("  failed", expected.tasks(Fault.FAILS), treated.get(Fault.FAILS), "agents");
    line("  failed", expected.tasks(Fault.FAILS), seen.failed(), "outcomes");
    line(
        "  answered twice",
        expected.tasks(Fault.ANSWERS_TWICE),
        treated.get(Fault.ANSWERS_TWICE),
        "agents");
    line("  answered twice", expected.tasks(Fault.ANSWERS_TWICE), seen.twice(), "results");
    line(
        "  answered twice, the second ignored",
        expected.tasks(Fault.ANSWERS_TWICE),
        ignored,
        "metrics");
    line(
        "  never answered",
        expected.tasks(Fault.NEVER_ANSWERS),
        treated.get(Fault.NEVER_ANSWERS),
        "agents");
    line("  never answered", expected.tasks(Fault.NEVER_ANSWERS), seen.silent(), "outcomes");
    line("  lost otherwise", 0, seen.otherwiseLost(), "outcomes");
    line("dead letters", 0, seen.deadLetters(), "dead-letters");
  }

  private void line(String what, long expected, long seen, String where) {
    lines.add(new Line(what, expected, seen, where));
  }

  @Override
  public boolean passed() {
    return lines.stream().allMatch(Line::isAsExpected);
  }

  @Override
  public List<String> lines() {
    var table = Table.of("Count", "Expected", "Seen", "By", "");
    for (var line : lines) {
      table.row(
          line.what(),
          number(line.expected()),
          number(line.seen()),
          line.where(),
          line.isAsExpected() ? "" : "DIFFERS");
    }
    var text = new ArrayList<>(table.lines());
    text.add("");
    text.addAll(state().lines());
    text.add("");
    text.add(
        String.format(
            Locale.ROOT,
            "%,d executions in %.1f s: %.0f/s, %,d at once at most",
            load.executions(),
            figures.took().toMillis() / 1e3,
            perSecond(),
            load.inFlight()));
    text.add(passed() ? "Everything is as expected." : "Something differs from what is expected.");
    if (tooSlow) {
      text.add(
          "Answers or heartbeats came too late, so this machine may be too busy: try a smaller"
              + " --in-flight.");
    }
    return text;
  }

  private Table state() {
    return Table.of("Router", "Before", "Peak", "After")
        .row(
            "executions running",
            number(figures.before().running()),
            number(figures.peak().running()),
            number(figures.after().running()))
        .row(
            "executions ended and kept",
            number(figures.before().ended()),
            number(figures.peak().ended()),
            number(figures.after().ended()))
        .row(
            "state directory",
            mebibytes(figures.before()),
            mebibytes(figures.peak()),
            mebibytes(figures.after()));
  }

  private static String mebibytes(RouterState state) {
    return String.format(Locale.ROOT, "%.1f MiB", state.diskBytes() / MEBIBYTE);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private double perSecond() {
    return load.executions() * 1e3 / Math.max(1, figures.took().toMillis());
  }

  @Override
  public ObjectNode json() {
    var json = Json.object().put("drill", ConsensusDrill.NAME).put("passed", passed());
    json.put("executions", load.executions()).put("inFlight", load.inFlight());
    json.put("tookMs", figures.took().toMillis()).put("perSecond", Math.round(perSecond()));
    var counts = json.putArray("counts");
    for (var line : lines) {
      counts
          .addObject()
          .put("count", line.what().strip())
          .put("expected", line.expected())
          .put("seen", line.seen())
          .put("by", line.where());
    }
    var router = json.putObject("router");
    router.set("before", json(figures.before()));
    router.set("peak", json(figures.peak()));
    router.set("after", json(figures.after()));
    return json;
  }

  private static ObjectNode json(RouterState state) {
    return Json.object()
        .put("running", state.running())
        .put("ended", state.ended())
        .put("diskBytes", state.diskBytes());
  }
}
