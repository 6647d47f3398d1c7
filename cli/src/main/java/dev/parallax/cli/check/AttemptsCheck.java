package dev.parallax.cli.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * X8, R12, P7: slots and the attempts of each are numbered without gaps or doubles, no agent is
 * asked twice, no slot more often than its retries allow, and the outcome counts the same.
 */
final class AttemptsCheck implements Check {
  private static final String RULE = "X8";

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    journals.executions().stream()
        .filter(Execution::isOver)
        .filter(execution -> execution.end().isPresent())
        .forEach(execution -> check(execution, found));
    journals.elsewhere().forEach((story, journal) -> unasked(story, journal, journals, found));
  }

  private static void check(Execution execution, Consumer<Violation> found) {
    var slots = new TreeMap<Integer, List<Asked>>();
    execution
        .asked()
        .forEach(
            asked -> slots.computeIfAbsent(asked.slot(), none -> new ArrayList<>()).add(asked));
    int expected = 0;
    for (var slot : slots.entrySet()) {
      if (slot.getKey() != expected) {
        found.accept(
            execution.violation(
                RULE,
                slot.getValue().get(0).at(),
                "slot %d, and none %d".formatted(slot.getKey(), expected)));
      }
      expected = slot.getKey() + 1;
      attempts(execution, slot.getValue(), found);
    }
    agents(execution, found);
    execution
        .end()
        .ifPresent(end -> end.outcome().ifPresent(said -> said(execution, end, said, found)));
  }

  private static void attempts(Execution execution, List<Asked> slot, Consumer<Violation> found) {
    var sorted = new ArrayList<>(slot);
    sorted.sort((a, b) -> Integer.compare(a.attempt(), b.attempt()));
    for (int i = 0; i < sorted.size(); i++) {
      var asked = sorted.get(i);
      if (i > 0 && asked.attempt() == sorted.get(i - 1).attempt()) {
        found.accept(
            execution.violation(
                RULE,
                asked.at(),
                "%s was asked for before at %s".formatted(asked.place(), sorted.get(i - 1).at())));
      } else if (i == 0
          ? asked.attempt() != 1
          : asked.attempt() > sorted.get(i - 1).attempt() + 1) {
        found.accept(
            execution.violation(RULE, asked.at(), asked.place() + ", and not the one before"));
      }
    }
    int allowed = execution.request().retries() + 1;
    sorted.stream()
        .filter(asked -> !execution.tasksOf(asked).isEmpty())
        .skip(allowed)
        .forEach(
            asked ->
                found.accept(
                    execution.violation(
                        RULE, asked.at(), "%s, of at most %d".formatted(asked.place(), allowed))));
    sorted.forEach(asked -> tasks(execution, asked, found));
  }

  private static void tasks(Execution execution, Asked asked, Consumer<Violation> found) {
    execution.tasksOf(asked).stream()
        .skip(1)
        .forEach(
            task ->
                found.accept(
                    execution.violation(
                        "P7", task.at(), task.place() + " was forwarded once, and given twice")));
  }

  private static void agents(Execution execution, Consumer<Violation> found) {
    Map<String, Asked> seen = new HashMap<>();
    for (var task : execution.tasks()) {
      var before = seen.putIfAbsent(task.agent(), task);
      if (before != null && !before.isSamePlace(task)) {
        found.accept(
            execution.violation(
                "R12",
                task.at(),
                "%s was asked before, at %s".formatted(task.agent(), before.at())));
      }
    }
  }

  private static void said(
      Execution execution, Ended end, Ended.Outcome said, Consumer<Violation> found) {
    int attempts = execution.asked().stream().mapToInt(Asked::attempt).max().orElse(0);
    if (said.attempts() != attempts) {
      found.accept(
          execution.violation(
              RULE,
              end.at(),
              "tells of %d attempts, made were %d".formatted(said.attempts(), attempts)));
    }
    var regions = execution.asked().stream().map(Asked::region).distinct().sorted().toList();
    if (!said.regions().equals(regions)) {
      found.accept(
          execution.violation(
              RULE, end.at(), "tells of %s, asked were %s".formatted(said.regions(), regions)));
    }
  }

  /** A task in a cluster where nothing was requested needs a part that asks for it (P7). */
  private static void unasked(
      Story story, Journal journal, Journals journals, Consumer<Violation> found) {
    var parts = journals.partsFor(journal.cluster(), story.id());
    Optional<Asked> first =
        story.tasks().stream()
            .filter(task -> parts.stream().noneMatch(task::isSamePlace))
            .findFirst();
    boolean complete = journals.all().stream().noneMatch(Journal::isCut);
    first
        .filter(task -> complete)
        .ifPresent(
            task ->
                found.accept(
                    new Violation(
                        "P7",
                        story.id(),
                        task.at(),
                        task.place() + ", neither requested nor forwarded here")));
  }
}
