package dev.parallax.cli.executions;

import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.Target;
import dev.parallax.events.TaskResult;
import java.util.List;
import java.util.Map;

/** What apps write of an execution, for tests. */
public final class ExecutionRecords {
  private static final String VALUE = "{\"label\":\"spam\"}";

  private ExecutionRecords() {}

  /** Its one agent was chosen. */
  public static RoutingDecision decision(String id, String region, String agent) {
    return RoutingDecision.newBuilder()
        .setExecutionId(id)
        .setAttempt(1)
        .setResult(DecisionResult.ROUTED)
        .setMessage("routed")
        .setStrategy("latency")
        .setTargets(List.of(new Target(0, region, agent, 0)))
        .setRegions(List.of())
        .setConfigHash("hash")
        .setStateOffsets(List.of())
        .setEpoch(0)
        .setDeadline(0)
        .setDecidedAt(System.currentTimeMillis())
        .build();
  }

  /** What that agent was asked. */
  public static ExecutionTask task(String id, String region, String agent, String input) {
    return ExecutionTask.newBuilder()
        .setExecutionId(id)
        .setSlot(0)
        .setAttempt(1)
        .setInput(input)
        .setAgentId(agent)
        .setRegion(region)
        .setDeadline(0)
        .setEpoch(0)
        .build();
  }

  /** What that agent answered. */
  public static TaskResult answer(String id, String region, String agent) {
    return TaskResult.newBuilder()
        .setExecutionId(id)
        .setSlot(0)
        .setAttempt(1)
        .setAgentId(agent)
        .setRegion(region)
        .setValue(VALUE)
        .setConfidence(0.9)
        .build();
  }

  /** That the answer counted. */
  public static ExecutionOutcome completed(String id, String region, String agent) {
    return ended(id, ExecutionStatus.COMPLETED, null, List.of(region), List.of(agent));
  }

  static ExecutionOutcome ended(
      String id, ExecutionStatus status, String reason, List<String> regions, List<String> agents) {
    boolean valued = status == ExecutionStatus.COMPLETED;
    return ExecutionOutcome.newBuilder()
        .setExecutionId(id)
        .setStatus(status)
        .setReason(reason)
        .setValue(valued ? VALUE : null)
        .setConfidence(valued ? 0.9 : null)
        .setRegions(regions)
        .setAgents(agents)
        .setVotesByRegion(Map.of())
        .setAttempts(1)
        .setStartedAt(System.currentTimeMillis())
        .setCompletedAt(System.currentTimeMillis())
        .setDurationMs(7)
        .build();
  }
}
