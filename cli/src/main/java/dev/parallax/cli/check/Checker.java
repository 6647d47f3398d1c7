package dev.parallax.cli.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that must be so, and what came of looking. */
final class Checker {
  private static final List<Check> CHECKS =
      List.of(
          (journals, found) -> journals.all().forEach(journal -> journal.tell(found)),
          new EndsCheck(),
          new DecisionsCheck(),
          new AttemptsCheck(),
          new ResidencyCheck(),
          new AnswersCheck(),
          new HistoryCheck(),
          new ViewsCheck());

  private Checker() {}

  /**
   * Looks at everything.
   *
   * @param accepted executions that must be there, and how often each was sent
   */
  static Checked check(Journals journals, Map<String, Integer> accepted) {
    var violations = new ArrayList<Violation>();
    CHECKS.forEach(check -> check.of(journals, violations::add));
    new AcceptedCheck(accepted).of(journals, violations::add);
    violations.sort(Comparator.comparing(Violation::rule).thenComparing(Violation::subject));
    return new Checked(figures(journals), violations);
  }

  private static Checked.Figures figures(Journals journals) {
    var ends = new TreeMap<String, Long>();
    long tasks = 0;
    long retried = 0;
    long bound = 0;
    long running = 0;
    var executions = journals.executions();
    for (var execution : executions) {
      tasks += execution.tasks().size();
      retried += execution.asked().stream().anyMatch(asked -> asked.attempt() > 1) ? 1 : 0;
      bound += execution.request().bounds().residency().isPresent() ? 1 : 0;
      if (execution.isOver()) {
        ends.merge(execution.end().map(Ended::how).orElse("nothing"), 1L, Long::sum);
      } else {
        running++;
      }
    }
    return new Checked.Figures(
        journals.all().stream().mapToLong(Journal::records).sum(),
        executions.size(),
        running,
        bound,
        tasks,
        retried,
        changes(journals),
        ends);
  }

  private static long changes(Journals journals) {
    return journals.all().stream()
        .mapToLong(
            journal ->
                journal.failovers().stream()
                    .filter(each -> HistoryCheck.isChange(each.record()))
                    .count())
        .max()
        .orElse(0);
  }
}
