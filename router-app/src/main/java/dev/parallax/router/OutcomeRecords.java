package dev.parallax.router;

import dev.parallax.core.execution.Attempt;
import dev.parallax.core.execution.End;
import dev.parallax.core.execution.Outcome;
import dev.parallax.core.json.Json;
import dev.parallax.events.AgentAnswer;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.router.state.ExecutionRow;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The records of the outcomes topic. */
final class OutcomeRecords {
  private static final int MAX_REASON_CHARS = 10_000;

  private OutcomeRecords() {}

  static ExecutionOutcome of(String id, ExecutionRow row, Outcome outcome) {
    return ExecutionOutcome.newBuilder()
        .setExecutionId(id)
        .setStatus(ExecutionStatus.valueOf(outcome.status().name()))
        .setReason(outcome.reason().map(OutcomeRecords::shortened).orElse(null))
        .setPattern(row.getPattern())
        .setPatternVersion(row.getPatternVersion())
        .setValue(row.getRedacted() ? null : outcome.value().map(Json::canonical).orElse(null))
        .setConfidence(figure(outcome.confidence()))
        .setAgreement(figure(outcome.agreement()))
        .setRegions(outcome.regions())
        .setAgents(outcome.agents())
        .setVotesByRegion(row.getRedacted() ? Map.of() : votes(outcome))
        .setAnswers(row.getIncludeVotes() && !row.getRedacted() ? answers(outcome) : null)
        .setAttempts(outcome.attempts())
        .setStartedAt(outcome.startedAt())
        .setCompletedAt(outcome.completedAt())
        .setDurationMs(outcome.durationMs())
        .setBound(row.getBound())
        .setRedacted(row.getRedacted() && outcome.value().isPresent())
        .build();
  }

  /** The errors of many slots may stand in it. */
  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON_CHARS
        ? reason
        : reason.substring(0, MAX_REASON_CHARS) + "...";
  }

  private static Double figure(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }

  private static Map<String, Map<String, Integer>> votes(Outcome outcome) {
    if (outcome.value().isPresent() && outcome.agreement().isEmpty()) {
      // It was taken or merged, not voted for: repeating it would double the record.
      return Map.of();
    }
    var votes = new TreeMap<String, Map<String, Integer>>();
    outcome
        .votes()
        .forEach(
            (region, cast) -> {
              var counts = new TreeMap<String, Integer>();
              cast.agentsByValue().forEach((value, agents) -> counts.put(value, agents.size()));
              votes.put(region, counts);
            });
    return votes;
  }

  /** Of everybody that was asked, in any attempt, and came to an end. */
  private static List<AgentAnswer> answers(Outcome outcome) {
    return outcome.slots().stream()
        .flatMap(
            slot ->
                slot.attempts().stream()
                    .filter(attempt -> !attempt.isOpen())
                    .map(attempt -> answer(slot.number(), attempt)))
        .toList();
  }

  private static AgentAnswer answer(int slot, Attempt attempt) {
    var answered = attempt.answered();
    return AgentAnswer.newBuilder()
        .setAgentId(attempt.agentId())
        .setRegion(attempt.region())
        .setSlot(slot)
        .setAttempt(attempt.number())
        .setValue(answered.map(answer -> answer.value().canonical()).orElse(null))
        .setConfidence(answered.map(End.Answered::confidence).orElse(null))
        .setError(attempt.failed().map(End.Failed::reason).orElse(null))
        .setAskedAt(attempt.askedAt())
        .setEndedAt(attempt.end().map(End::at).orElse(null))
        .build();
  }
}
