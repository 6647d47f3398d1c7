package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Executions;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Outcome;
import dev.parallax.core.execution.Status;
import dev.parallax.core.execution.Step;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.TaskResult;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.HeldRow;
import dev.parallax.router.state.RowState;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import java.util.Optional;
import java.util.function.Function;

/** Follows routed executions: answers and deadlines lead to exactly one outcome each (X9). */
final class TrackExecution {
  private final Executions rules;
  private final ExecutionStore executions;
  private final HeldStore held;
  private final Encoders encoders;
  private final RouterMeters meters;
  private final Answers answers;
  private final Retries retries;
  private final CancelExecution cancelling;
  private final Federation federation;

  TrackExecution(
      Executions rules,
      RouterStores stores,
      Encoders encoders,
      Answers answers,
      Retries retries,
      CancelExecution cancelling,
      Federation federation,
      RouterMeters meters) {
    this.federation = federation;
    this.rules = rules;
    this.answers = answers;
    this.retries = retries;
    this.cancelling = cancelling;
    this.executions = stores.executions();
    this.held = stores.held();
    this.encoders = encoders;
    this.meters = meters;
  }

  /** What a result leads to. */
  sealed interface Tracked {
    /** It counts, or is one that may come twice and changes nothing. */
    record Counted(Effects effects) implements Tracked {}

    /** Nobody waits for it and nobody ever did: a dead letter. */
    record Stray(DeadLetterReason reason, String message) implements Tracked {}
  }

  /** A result came in. */
  Tracked answer(TaskResult result, long now) {
    var id = result.getExecutionId();
    var known = executions.get(id);
    if (known.isEmpty()) {
      return new Tracked.Stray(
          DeadLetterReason.UNKNOWN_EXECUTION,
          "no execution "
              + id
              + " is known: never requested, or ended longer ago than executions.idempotence");
    }
    if (known.get().getState() != RowState.RUNNING) {
      meters.late();
      return new Tracked.Counted(new Effects(now));
    }
    return step(id, known.get(), result, now);
  }

  /** A timeout of a running execution passed; nothing happens if it has ended meanwhile. */
  Effects expire(String id, long now) {
    return event(id, execution -> execution.onTime(now), now);
  }

  /** A region turned UNHEALTHY (X8): its control plane hears that nobody waits for it any more. */
  Effects unhealthy(String id, String region, long now) {
    var effects = new Effects(now);
    running(id)
        .ifPresent(
            row -> {
              var execution = ExecutionRows.execution(id, row);
              var there =
                  execution.open().stream()
                      .filter(slot -> slot.current().region().equals(region))
                      .toList();
              cancelling.release(there, row, execution, effects);
              take(execution.onUnhealthy(region, now), id, row, effects, now);
            });
    return effects;
  }

  /** What an event does to an execution, if it is running. */
  Effects event(String id, Function<Execution, Step> event, long now) {
    var effects = new Effects(now);
    running(id)
        .ifPresent(
            row -> take(event.apply(ExecutionRows.execution(id, row)), id, row, effects, now));
    return effects;
  }

  private Optional<ExecutionRow> running(String id) {
    return executions.get(id).filter(row -> row.getState() == RowState.RUNNING);
  }

  /** Somebody asks that an execution be stopped (X10). */
  Tracked cancel(ExecutionCancellation asked, long now) {
    var id = asked.getExecutionId();
    var known = executions.get(id);
    if (known.isEmpty()) {
      return held.get(id)
          .<Tracked>map(row -> new Tracked.Counted(cancelHeld(id, row, asked, now)))
          .orElseGet(
              () ->
                  new Tracked.Stray(
                      DeadLetterReason.UNKNOWN_EXECUTION,
                      "no execution " + id + " is known, so that nothing is cancelled (X10)"));
    }
    if (known.get().getState() != RowState.RUNNING) {
      return new Tracked.Stray(
          DeadLetterReason.ENDED,
          "execution " + id + " has ended already, so that nothing is cancelled (X10)");
    }
    return new Tracked.Counted(
        event(id, execution -> execution.onCancel(CancelExecution.reason(asked), now), now));
  }

  private Effects cancelHeld(String id, HeldRow waiting, ExecutionCancellation asked, long now) {
    var effects = new Effects(now);
    var outcome = cancelling.held(id, waiting, CancelExecution.reason(asked), now);
    var row = NewRow.refused(waiting.getContentHash(), waiting.getAppendedAt());
    row.setHeaders(waiting.getHeaders());
    end(id, row, encoders.outcome(outcome), effects, now);
    effects.release(id);
    effects.count(
        () -> {
          meters.ended(Status.CANCELLED, outcome.getPattern(), outcome.getDurationMs());
          ExecutionLog.ended(id, Status.CANCELLED, Optional.ofNullable(outcome.getReason()));
        });
    return effects;
  }

  /** The same where nobody here may have asked for it; absent then. */
  Optional<Effects> answerIfAsked(TaskResult result, long now) {
    return running(result.getExecutionId())
        .map(row -> step(result.getExecutionId(), row, result, now))
        .filter(Tracked.Counted.class::isInstance)
        .map(tracked -> ((Tracked.Counted) tracked).effects());
  }

  private Tracked step(String id, ExecutionRow row, TaskResult result, long now) {
    var execution = ExecutionRows.execution(id, row);
    var step =
        isElsewhere(result, execution)
            ? new Step.Ignored(Step.Cause.NOT_ASKED)
            : execution.onAnswer(answers.of(result, row.getSlots().size()), now);
    var effects = new Effects(now);
    if (step instanceof Step.Ignored ignored) {
      if (ignored.cause() == Step.Cause.NOT_ASKED) {
        return new Tracked.Stray(
            DeadLetterReason.NOT_ASKED,
            "agent %s answers slot %d of execution %s, for which another was asked (X12)"
                .formatted(result.getAgentId(), result.getSlot(), id));
      }
      meters.late();
    }
    take(step, id, row, effects, now);
    return new Tracked.Counted(effects);
  }

  /** X12: what is asked for in another region comes from its control plane. */
  private boolean isElsewhere(TaskResult result, Execution execution) {
    int slot = result.getSlot();
    return slot >= 0
        && slot < execution.slots().size()
        && execution.slots().get(slot).attempts().stream()
            .filter(attempt -> attempt.number() == result.getAttempt())
            .anyMatch(attempt -> federation.isElsewhere(attempt.region()));
  }

  private void take(Step step, String id, ExecutionRow row, Effects effects, long now) {
    if (step instanceof Step.Waiting waiting) {
      row.setSlots(ExecutionRows.slots(waiting.next()));
      effects.put(id, row);
    } else if (step instanceof Step.Retry retry) {
      take(retries.fill(row, retry, effects), id, row, effects, now);
    } else if (step instanceof Step.Finished finished) {
      if (finished.outcome().status() == Status.CANCELLED) {
        cancelling.tell(finished.last(), row, effects);
      } else {
        cancelling.release(finished.last().unanswered(), row, finished.last(), effects);
      }
      finish(id, row, finished.outcome(), effects, now);
    }
  }

  private void finish(String id, ExecutionRow row, Outcome outcome, Effects effects, long now) {
    end(id, row, encoders.outcome(OutcomeRecords.of(id, row, outcome)), effects, now);
    for (var region : outcome.regions()) {
      effects.traffic(region, Traffic.End.of(region, outcome));
      effects.count(() -> meters.executed(region));
    }
    effects.count(
        () -> {
          meters.ended(outcome.status(), row.getPattern(), outcome.durationMs());
          ExecutionLog.ended(id, outcome.status(), outcome.reason());
        });
  }

  private void end(String id, ExecutionRow row, byte[] outcome, Effects effects, long now) {
    var headers = CarriedHeaders.headers(row.getHeaders());
    Ending.end(row, RowState.FINISHED, outcome, now + rules.idempotence().toMillis());
    effects.put(id, row);
    effects.emit(Sinks.OUTCOMES, id.getBytes(UTF_8), outcome, headers);
  }
}
