package dev.parallax.replicator.relay;

import dev.parallax.events.AgentAnswer;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import java.util.List;
import java.util.Map;

/** Outcomes with something in every field that may hold what somebody wrote. */
public final class Outcomes {
  /** In every such field. */
  public static final String SECRET = "4711-secret";

  private Outcomes() {}

  /**
   * An outcome with the secret in every such field.
   *
   * @param bound absent as of a router that does not say
   */
  public static ExecutionOutcome of(String id, Boolean bound, long completedAt) {
    return ExecutionOutcome.newBuilder()
        .setExecutionId(id)
        .setStatus(ExecutionStatus.FAILED)
        .setReason("agent a-1 said " + SECRET)
        .setPattern("classify")
        .setValue("\"" + SECRET + "\"")
        .setConfidence(0.5)
        .setAgreement(1.0)
        .setRegions(List.of("us-east-1"))
        .setAgents(List.of("a-1"))
        .setVotesByRegion(Map.of("us-east-1", Map.of("\"" + SECRET + "\"", 1)))
        .setAnswers(List.of(answer(SECRET, null), answer(null, SECRET)))
        .setStartedAt(completedAt - 10)
        .setCompletedAt(completedAt)
        .setDurationMs(10)
        .setBound(bound)
        .build();
  }

  private static AgentAnswer answer(String value, String error) {
    return AgentAnswer.newBuilder()
        .setAgentId("a-1")
        .setRegion("us-east-1")
        .setSlot(1)
        .setAttempt(1)
        .setValue(value)
        .setError(error)
        .build();
  }
}
