package dev.parallax.core.execution;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.aggregation.Ballot;
import dev.parallax.core.aggregation.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the answers that an execution has come to.
 *
 * @param execution as it is now
 */
record Judgement(Execution execution) {

  Verdict verdict() {
    // By slot. The order of arrival counts for the first only, which ends by the first it may take.
    var votes = attempts().flatMap(attempt -> attempt.vote().stream()).toList();
    return execution
        .rules()
        .aggregator()
        .aggregate(Ballot.of(votes, attempts().map(Attempt::region).toList()));
  }

  /** Whether there are as many answers as are needed. */
  boolean isEnough() {
    return count(attempt -> attempt.answered().isPresent()) >= needed();
  }

  /**
   * Whether there will never be enough.
   *
   * @param replaced failed slots that may still be filled
   */
  boolean isHopeless(int replaced) {
    // What the first has not taken, it never will.
    long answered =
        execution.rules().aggregator().takesTheFirst()
            ? 0
            : count(attempt -> attempt.answered().isPresent());
    return answered + count(Attempt::isOpen) + replaced < needed();
  }

  /** The outcome if nothing more is awaited. */
  Outcome outcome(long now) {
    var verdict = verdict();
    if (isEnough() && verdict.value().isPresent()) {
      return outcome(Status.COMPLETED, Optional.empty(), verdict, now);
    }
    boolean lacking = !isEnough() || execution.rules().aggregator().takesTheFirst();
    var status = lacking && anySilent() ? Status.TIMED_OUT : Status.FAILED;
    return outcome(status, Optional.of(reason(verdict)), withoutValue(verdict), now);
  }

  Outcome cancelled(String reason, long now) {
    return outcome(Status.CANCELLED, Optional.of(reason), withoutValue(verdict()), now);
  }

  private Outcome outcome(Status status, Optional<String> reason, Verdict verdict, long now) {
    return new Outcome(
        status,
        reason,
        verdict.value(),
        verdict.confidence(),
        verdict.agreement(),
        verdict.votes(),
        execution.slots().stream()
            .flatMap(slot -> slot.attempts().stream())
            .map(Attempt::region)
            .distinct()
            .sorted()
            .toList(),
        verdict.agents(),
        attempts().mapToInt(Attempt::number).max().orElseThrow(),
        execution.startedAt(),
        Math.max(execution.startedAt(), now),
        execution.slots());
  }

  /** The votes are told, but what fewer than needed agree on is nobody's value. */
  private static Verdict withoutValue(Verdict verdict) {
    return verdict.value().isEmpty()
        ? verdict
        : new Verdict(
            Optional.empty(),
            OptionalDouble.empty(),
            verdict.agreement(),
            verdict.votes(),
            List.of(),
            Optional.of("too few answers"));
  }

  private String reason(Verdict verdict) {
    var reasons = new ArrayList<String>();
    if (!isEnough() && needed() > 1) {
      long came = count(attempt -> attempt.answered().isPresent());
      reasons.add("%d of %d needed answers came".formatted(came, needed()));
    } else {
      verdict
          .reason()
          .filter(reason -> !reason.equals(Aggregator.NO_ANSWER))
          .ifPresent(reasons::add);
    }
    reasons.addAll(failures());
    return String.join("; ", reasons);
  }

  private List<String> failures() {
    var failures = new ArrayList<String>();
    var silent = new LinkedHashMap<String, String>();
    attempts()
        .forEach(
            attempt ->
                attempt
                    .failed()
                    .ifPresent(
                        failed -> {
                          if (failed.cause() == End.Cause.SILENT) {
                            silent.merge(failed.reason(), named(attempt), (a, b) -> a + ", " + b);
                          } else {
                            failures.add(attempt.agentId() + ": " + failed.reason());
                          }
                        }));
    silent.entrySet().stream().map(Judgement::silence).forEach(failures::add);
    return failures;
  }

  private static String silence(Map.Entry<String, String> silent) {
    return silent.getKey() + " from " + silent.getValue();
  }

  private static String named(Attempt attempt) {
    return attempt.agentId() + " (" + attempt.region() + ")";
  }

  private boolean anySilent() {
    return count(
            attempt -> attempt.failed().filter(end -> end.cause() == End.Cause.SILENT).isPresent())
        > 0;
  }

  private int needed() {
    return execution.rules().needed(execution.slots().size());
  }

  private long count(Predicate<Attempt> kind) {
    return attempts().filter(kind).count();
  }

  private Stream<Attempt> attempts() {
    return execution.slots().stream().map(Slot::current);
  }
}
