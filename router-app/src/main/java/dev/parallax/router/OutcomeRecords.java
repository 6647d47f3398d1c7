package dev.parallax.router;

import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Outcome;
import dev.parallax.core.execution.Slot;
import dev.parallax.events.AgentAnswer;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.router.state.ExecutionRow;
import java.util.List;
import java.util.Map;

/** The records of the outcomes topic. */
final class OutcomeRecords {
  private static final int MAX_REASON_CHARS = 10_000;

  private OutcomeRecords() {}

  static ExecutionOutcome of(String id, ExecutionRow row, Execution last, Outcome outcome) {
    return ExecutionOutcome.newBuilder()
        .setExecutionId(id)
        .setStatus(ExecutionStatus.valueOf(outcome.status().name()))
        .setReason(outcome.reason().map(OutcomeRecords::shortened).orElse(null))
        .setPattern(row.getPattern())
        .setPatternVersion(row.getPatternVersion())
        .setValue(outcome.value().orElse(null))
        .setConfidence(outcome.confidence().isPresent() ? outcome.confidence().getAsDouble() : null)
        .setRegions(outcome.regions())
        .setAgents(outcome.agents())
        .setVotesByRegion(Map.of())
        .setAnswers(row.getIncludeVotes() ? answers(last) : null)
        .setAttempts(outcome.attempts())
        .setStartedAt(outcome.startedAt())
        .setCompletedAt(outcome.completedAt())
        .setDurationMs(outcome.durationMs())
        .build();
  }

  /** The errors of many slots may stand in it. */
  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON_CHARS
        ? reason
        : reason.substring(0, MAX_REASON_CHARS) + "...";
  }

  private static List<AgentAnswer> answers(Execution last) {
    return last.slots().stream()
        .filter(slot -> slot.answer().isPresent())
        .map(OutcomeRecords::answer)
        .toList();
  }

  private static AgentAnswer answer(Slot slot) {
    var given = slot.answer().orElseThrow();
    return AgentAnswer.newBuilder()
        .setAgentId(given.agentId())
        .setRegion(slot.region())
        .setSlot(slot.number())
        .setAttempt(given.attempt())
        .setValue(given.value().orElse(null))
        .setConfidence(given.succeeded() ? given.confidence() : null)
        .setError(given.error().orElse(null))
        .build();
  }
}
