package dev.parallax.cli.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * X2, X8, X12: what counts in an outcome was answered by who was asked for it, in the last attempt
 * of its slot, and no slot counts twice.
 */
final class AnswersCheck implements Check {
  private static final String RULE = "X2";

  @Override
  public void of(Journals journals, Consumer<Violation> found) {
    for (var execution : journals.executions()) {
      if (execution.isOver()) {
        execution
            .end()
            .ifPresent(end -> end.outcome().ifPresent(said -> check(execution, end, said, found)));
      }
    }
  }

  private static void check(
      Execution execution, Ended end, Ended.Outcome said, Consumer<Violation> found) {
    var tasks = execution.tasks();
    var replies = execution.replies();
    Map<Integer, String> counted = new HashMap<>();
    if (said.completed() && said.agents().isEmpty()) {
      found.accept(execution.violation(RULE, end.at(), "COMPLETED by nobody's answer"));
    }
    for (var agent : said.agents()) {
      var task = tasks.stream().filter(asked -> asked.agent().equals(agent)).findFirst();
      if (task.isEmpty()) {
        found.accept(execution.violation("X12", end.at(), agent + " counts, and was never asked"));
        continue;
      }
      fault(execution, task.get(), replies, counted)
          .ifPresent(
              fault ->
                  found.accept(execution.violation(RULE, end.at(), agent + " counts, " + fault)));
    }
    votes(execution, end, said, found);
    told(execution, end, said, tasks, found);
  }

  private static Optional<String> fault(
      Execution execution, Asked task, List<Replied> replies, Map<Integer, String> counted) {
    var other = counted.putIfAbsent(task.slot(), task.agent());
    if (other != null) {
      return Optional.of("and so does %s, for slot %d too".formatted(other, task.slot()));
    }
    int last =
        execution.asked().stream()
            .filter(asked -> asked.slot() == task.slot())
            .mapToInt(Asked::attempt)
            .max()
            .orElseThrow();
    if (task.attempt() != last) {
      return Optional.of("though attempt %d of its slot was the last".formatted(last));
    }
    return replies.stream().anyMatch(reply -> isFor(reply, task) && reply.good())
        ? Optional.empty()
        : Optional.of("and gave no answer for " + task.place());
  }

  private static boolean isFor(Replied reply, Asked task) {
    return reply.slot() == task.slot()
        && reply.attempt() == task.attempt()
        && reply.agent().equals(task.agent());
  }

  /** Each slot has one vote at most. */
  private static void votes(
      Execution execution, Ended end, Ended.Outcome said, Consumer<Violation> found) {
    long slots = execution.asked().stream().mapToInt(Asked::slot).distinct().count();
    int votes = said.votes().values().stream().mapToInt(Integer::intValue).sum();
    if (votes > slots) {
      found.accept(
          execution.violation(RULE, end.at(), "%d votes of %d slots".formatted(votes, slots)));
    }
  }

  private static void told(
      Execution execution,
      Ended end,
      Ended.Outcome said,
      List<Asked> tasks,
      Consumer<Violation> found) {
    var valued = new HashSet<Integer>();
    for (var part : said.told()) {
      if (part.good() && !valued.add(part.slot())) {
        found.accept(
            execution.violation(RULE, end.at(), "slot " + part.slot() + " has two answers"));
      }
      if (part.good() && tasks.stream().noneMatch(task -> isFor(part, task))) {
        found.accept(
            execution.violation(
                "X12", end.at(), part.agent() + " is told of, and was never asked"));
      }
    }
  }
}
