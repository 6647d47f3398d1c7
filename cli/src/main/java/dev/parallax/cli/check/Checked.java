package dev.parallax.cli.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a check. */
public record Checked(Figures figures, List<Violation> violations) {
  private static final int SHOWN = 50;

  /** Copies the list. */
  public Checked {
    violations = List.copyOf(violations);
  }

  /**
   * What was looked at.
   *
   * @param records that were read
   * @param executions that were requested
   * @param running of those, that may still go on and were not judged
   * @param bound of those, that a residency rule binds
   * @param tasks that were written for them
   * @param retried executions in which somebody was asked again
   * @param changes of the failover state
   * @param ends of those that are over, by how
   */
  public record Figures(
      long records,
      long executions,
      long running,
      long bound,
      long tasks,
      long retried,
      long changes,
      Map<String, Long> ends) {}

  /** Whether nothing is violated. */
  public boolean isClean() {
    return violations.isEmpty();
  }

  /** For people: what was looked at, then the violations. */
  public List<String> lines() {
    var table = Table.of("Count", "Value");
    table.row("records read", number(figures.records()));
    table.row("executions requested", number(figures.executions()));
    table.row("  bound by residency", number(figures.bound()));
    table.row("  asked again", number(figures.retried()));
    figures.ends().forEach((how, count) -> table.row("  ended " + how, number(count)));
    table.row("  still going on", number(figures.running()));
    table.row("tasks", number(figures.tasks()));
    table.row("changes of the failover state", number(figures.changes()));
    table.row("violations", number(violations.size()));
    var lines = new ArrayList<>(table.lines());
    violations.stream().limit(SHOWN).forEach(violation -> lines.add(violation.toString()));
    if (violations.size() > SHOWN) {
      lines.add("and %d more, all of them with --output json".formatted(violations.size() - SHOWN));
    }
    return lines;
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** For programs: {@code {"clean": ..., "records": ..., "violations": [...]}}. */
  public ObjectNode json() {
    var json = Json.object().put("clean", isClean());
    json.put("records", figures.records()).put("executions", figures.executions());
    json.put("running", figures.running()).put("bound", figures.bound());
    json.put("tasks", figures.tasks()).put("retried", figures.retried());
    json.put("changes", figures.changes());
    var ends = json.putObject("ends");
    figures.ends().forEach(ends::put);
    var all = json.putArray("violations");
    violations.forEach(violation -> all.add(violation.json()));
    return json;
  }
}
