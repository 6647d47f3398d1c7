package dev.parallax.cli.check;

import java.util.function.Consumer;

/** X9: what was requested ends once, and nothing else ends. */
final class EndsCheck implements Check {
  private static final String RULE = "X9";

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    journals.executions().stream()
        .filter(Execution::isOver)
        .forEach(execution -> check(execution, found));
    journals.elsewhere().forEach((story, journal) -> strays(story, journal, journals, found));
  }

  private static void check(Execution execution, Consumer<Violation> found) {
    var ends = execution.story().ends();
    if (ends.isEmpty()) {
      found.accept(
          execution.violation(
              RULE,
              execution.home().missing("outcomes"),
              "requested at %s, and neither outcome nor unroutable record"
                  .formatted(execution.request().at())));
      return;
    }
    var first = ends.get(0);
    for (int i = 1; i < ends.size(); i++) {
      var next = ends.get(i);
      if (!next.isSame(first)) {
        found.accept(
            execution.violation(
                RULE,
                next.at(),
                "ended %s, and otherwise %s at %s".formatted(next.how(), first.how(), first.at())));
      } else if (i >= execution.story().requests().size()) {
        found.accept(
            execution.violation(
                RULE,
                next.at(),
                "ended %d times, requested %d times"
                    .formatted(ends.size(), execution.story().requests().size())));
      }
    }
  }

  private static void strays(
      Story story, Journal journal, Journals journals, Consumer<Violation> found) {
    for (var end : story.ends()) {
      boolean known =
          journal.isUnreadable(story.id())
              || journal.isForgotten(end.writtenAt())
              || isRefusedRepetition(story.id(), journal);
      if (!known && end.writtenAt() <= journals.asOf()) {
        found.accept(
            new Violation(RULE, story.id(), end.at(), "ended " + end.how() + ", never requested"));
      }
    }
  }

  /** Other content under a known id ends under a name of its own: the id, {@code #}, a hash. */
  private static boolean isRefusedRepetition(String id, Journal journal) {
    int hash = id.lastIndexOf('#');
    return hash > 0
        && journal
            .find(id.substring(0, hash))
            .filter(known -> known.requests().size() > 1)
            .isPresent();
  }
}
