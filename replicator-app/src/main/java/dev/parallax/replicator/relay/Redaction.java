package dev.parallax.replicator.relay;

import dev.parallax.events.AgentAnswer;
import dev.parallax.events.ExecutionOutcome;
import java.util.List;

/**
 * What of an outcome other regions may see (P4, R5): of one that is bound, or of which that is not
 * known, nothing that an agent or a caller wrote. Counts, states, figures and names stay. What
 * stays is listed, so that a field which is added later is left out until somebody decides on it.
 */
final class Redaction {
  private Redaction() {}

  /** Whether it is known that no residency rule binds it. */
  static boolean isFree(ExecutionOutcome outcome) {
    return Boolean.FALSE.equals(outcome.getBound());
  }

  /** The outcome itself if it is free, else what is left of it. */
  static ExecutionOutcome of(ExecutionOutcome outcome) {
    if (isFree(outcome)) {
      return outcome;
    }
    return ExecutionOutcome.newBuilder()
        .setExecutionId(outcome.getExecutionId())
        .setStatus(outcome.getStatus())
        .setPattern(outcome.getPattern())
        .setPatternVersion(outcome.getPatternVersion())
        .setConfidence(outcome.getConfidence())
        .setAgreement(outcome.getAgreement())
        .setRegions(outcome.getRegions())
        .setAgents(outcome.getAgents())
        .setAnswers(outcome.getAnswers() == null ? null : answers(outcome.getAnswers()))
        .setAttempts(outcome.getAttempts())
        .setStartedAt(outcome.getStartedAt())
        .setCompletedAt(outcome.getCompletedAt())
        .setDurationMs(outcome.getDurationMs())
        .setBound(outcome.getBound())
        .build();
  }

  private static List<AgentAnswer> answers(List<AgentAnswer> answers) {
    return answers.stream().map(Redaction::answer).toList();
  }

  private static AgentAnswer answer(AgentAnswer answer) {
    return AgentAnswer.newBuilder()
        .setAgentId(answer.getAgentId())
        .setRegion(answer.getRegion())
        .setSlot(answer.getSlot())
        .setAttempt(answer.getAttempt())
        .setConfidence(answer.getConfidence())
        .setAskedAt(answer.getAskedAt())
        .setEndedAt(answer.getEndedAt())
        .build();
  }
}
