package dev.parallax.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * R18, X8: an execution has one first decision, it ended as that says, and who was asked is exactly
 * whom decisions chose.
 */
final class DecisionsCheck implements Check {
  private static final String RULE = "R18";

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    journals.executions().stream()
        .filter(Execution::isOver)
        .filter(execution -> execution.end().isPresent())
        .forEach(
            execution -> {
              first(execution, found);
              chosen(execution, found);
            });
    journals
        .elsewhere()
        .forEach(
            (story, journal) -> {
              if (!journals.partsFor(journal.cluster(), story.id()).isEmpty()) {
                chosen(story, journal, journals, found);
              }
            });
  }

  private static void first(Execution execution, Consumer<Violation> found) {
    var firsts =
        execution.story().decisions().stream().filter(decided -> decided.attempt() == 1).toList();
    firsts.stream()
        .skip(1)
        .forEach(
            again ->
                found.accept(
                    execution.violation(
                        RULE, again.at(), "decided before at " + firsts.get(0).at())));
    var end = execution.end().orElseThrow();
    if (firsts.isEmpty()) {
      if (!isCancelledWhileHeld(end)) {
        found.accept(
            execution.violation(
                RULE, execution.home().missing("decisions"), "ended, and never decided"));
      }
      return;
    }
    var first = firsts.get(0);
    if (first.routed() == end.isUnroutable()) {
      found.accept(
          execution.violation(
              RULE,
              end.at(),
              "ended %s, though the decision at %s is %s"
                  .formatted(end.how(), first.at(), first.routed() ? "ROUTED" : first.reason())));
    } else if (end.isUnroutable() && !end.how().endsWith(first.reason())) {
      found.accept(
          execution.violation(
              RULE, end.at(), "%s, and decided %s".formatted(end.how(), first.reason())));
    }
  }

  private static boolean isCancelledWhileHeld(Ended end) {
    return end.how().equals("CANCELLED")
        && end.outcome().filter(said -> said.attempts() == 0).isPresent();
  }

  /** An agent has one name everywhere; who is asked in another control plane has none yet. */
  private static void chosen(Execution execution, Consumer<Violation> found) {
    Function<Asked, String> askedAs =
        asked -> asked.slot() + " " + asked.region() + " " + asked.agent();
    Function<Decided.Chosen, String> chosenAs =
        chosen ->
            chosen.slot()
                + " "
                + chosen.region()
                + " "
                + (execution.isElsewhere(chosen.region()) ? "" : chosen.agent());
    compare(execution.story(), execution.asked(), askedAs, chosenAs, found);
  }

  /** Slots of a part have the origin's numbers, those of a decision about it have not. */
  private static void chosen(
      Story story, Journal journal, Journals journals, Consumer<Violation> found) {
    boolean isOver =
        journals.all().stream()
            .filter(other -> !other.equals(journal))
            .flatMap(other -> other.find(story.id()).stream())
            .filter(other -> other.request().isPresent())
            .allMatch(journals::isOver);
    if (isOver) {
      compare(story, story.tasks(), Asked::agent, Decided.Chosen::agent, found);
    }
  }

  private static void compare(
      Story story,
      List<Asked> asked,
      Function<Asked, String> askedAs,
      Function<Decided.Chosen, String> chosenAs,
      Consumer<Violation> found) {
    var unexplained = new ArrayList<>(asked);
    for (var decided : story.decisions()) {
      for (var chosen : decided.targets()) {
        var wanted = chosenAs.apply(chosen);
        unexplained.stream()
            .filter(one -> askedAs.apply(one).equals(wanted))
            .findFirst()
            .ifPresentOrElse(
                unexplained::remove, () -> found.accept(notAsked(story, decided, chosen)));
      }
    }
    for (var one : unexplained) {
      found.accept(
          new Violation(
              RULE, story.id(), one.at(), one.place() + " was asked for without a decision"));
    }
  }

  private static Violation notAsked(Story story, Decided decided, Decided.Chosen chosen) {
    return new Violation(
        RULE,
        story.id(),
        decided.at(),
        "chose %s in %s for slot %d, who was not asked"
            .formatted(chosen.agent(), chosen.region(), chosen.slot()));
  }
}
