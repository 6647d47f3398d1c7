package dev.parallax.cli.check;

import java.util.function.Consumer;

/**
 * R5: no input of a bound request is in a task or a part for another region, and no value of its
 * answers in an outcome there. R13 to R15: nor is anything else where pattern and origin forbid.
 */
final class ResidencyCheck implements Check {
  private static final String RULE = "R5";

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    journals.executions().forEach(execution -> check(execution, found));
  }

  private static void check(Execution execution, Consumer<Violation> found) {
    var bounds = execution.request().bounds();
    for (var asked : execution.asked()) {
      check(execution, bounds, asked, found);
    }
    for (var task : execution.tasks()) {
      if (!execution.asked().contains(task)) {
        check(execution, bounds, task, found);
      }
    }
    execution
        .end()
        .filter(end -> !mayReturn(execution))
        .filter(end -> end.outcome().filter(Ended.Outcome::valued).isPresent())
        .ifPresent(
            end ->
                found.accept(
                    execution.violation(
                        RULE,
                        end.at(),
                        "has a value in %s, and is bound to %s"
                            .formatted(
                                execution.home().cluster(), bounds.residency().orElseThrow()))));
  }

  /** Where one cluster serves all regions, nothing leaves it. */
  private static boolean mayReturn(Execution execution) {
    var cluster = execution.home().cluster();
    return cluster.isEmpty() || execution.request().bounds().mayReside(cluster);
  }

  private static void check(
      Execution execution, Bounds bounds, Asked asked, Consumer<Violation> found) {
    if (!bounds.mayReside(asked.region())) {
      found.accept(
          execution.violation(
              RULE,
              asked.at(),
              "%s in %s, bound to %s"
                  .formatted(asked.place(), asked.region(), bounds.residency().orElseThrow())));
    } else if (!bounds.isLeft(asked.region())) {
      found.accept(
          execution.violation(
              "R13-R15",
              asked.at(),
              "%s in %s, its pattern and origin leave %s"
                  .formatted(asked.place(), asked.region(), bounds.others().orElseThrow())));
    }
  }
}
