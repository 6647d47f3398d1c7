package dev.parallax.cli.drills.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.drills.replication.StrongSteps.Published;
import dev.parallax.cli.drills.replication.StrongSteps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What came of the drill of strong publications. */
record StrongReport(List<Step> steps) implements DrillReport {
  private static final String NONE = "-";

  /** Copies the steps. */
  StrongReport {
    steps = List.copyOf(steps);
  }

  @Override
  public boolean passed() {
    return steps.stream().allMatch(Step::isAsItMustBe);
  }

  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(ReplicationDrill.SHARED + ", in all regions or in none (P3):");
    lines.addAll(table());
    lines.add("");
    for (var step : steps) {
      step.published()
          .ifPresent(made -> lines.add("%s: %s".formatted(title(made), made.sentence())));
    }
    steps.stream()
        .filter(step -> !step.isAsItMustBe())
        .forEach(
            step ->
                lines.add(step.when() + ": every region must use " + step.due() + wanted(step)));
    lines.add("");
    lines.add(passed() ? "as it must be" : "NOT as it must be");
    return lines;
  }

  private static String wanted(Step step) {
    return step.published()
        .map(made -> ", and " + made.version() + " must be " + made.expected())
        .orElse("");
  }

  private List<String> table() {
    var regions = steps.get(0).used().keySet();
    var titles =
        Stream.concat(
            Stream.of("When", "Published", "Result", "Took"),
            regions.stream().map(r -> r + " uses"));
    var table = Table.of(titles.toArray(String[]::new));
    for (var step : steps) {
      table.row(cells(step));
    }
    return table.lines();
  }

  private static String[] cells(Step step) {
    var made = step.published();
    return Stream.concat(
            Stream.of(
                step.when(),
                made.map(Published::version).orElse(NONE),
                made.map(Published::result).map(Enum::name).orElse(NONE),
                made.map(Published::tookMs).map(ms -> ms + " ms").orElse(NONE)),
            step.used().values().stream().map(version -> version.isEmpty() ? NONE : version))
        .toArray(String[]::new);
  }

  private static String title(Published made) {
    return made.version() + " " + made.result();
  }

  @Override
  public ObjectNode json() {
    var json = Json.object().put("passed", passed()).put("pattern", ReplicationDrill.SHARED);
    var array = json.putArray("steps");
    for (var step : steps) {
      var entry = array.addObject().put("when", step.when());
      step.published()
          .ifPresent(
              made ->
                  entry
                      .put("version", made.version())
                      .put("result", made.result().name())
                      .put("message", made.sentence())
                      .put("tookMs", made.tookMs()));
      entry.set("uses", Json.tree(step.used()));
      entry.put("asItMustBe", step.isAsItMustBe());
    }
    return json;
  }
}
