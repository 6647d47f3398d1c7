package dev.parallax.router;

import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.events.TaskResult;
import java.util.List;
import java.util.Map;

/** Small records for tests. */
final class Events {
  private Events() {}

  static AgentState agent(String id, String region, String... capabilities) {
    return AgentState.newBuilder()
        .setAgentId(id)
        .setIncarnation("1")
        .setPartition(0)
        .setRegion(region)
        .setCapabilities(List.of(capabilities))
        .setStatus(AgentStatus.CONNECTED)
        .setLoad(0)
        .setMaxConcurrency(4)
        .setInFlight(0)
        .setSince(0)
        .setLastHeartbeatAt(0)
        .build();
  }

  static RegionState region(String id, String observer, double latencyMs) {
    return RegionState.newBuilder()
        .setRegion(id)
        .setHealth(Health.HEALTHY)
        .setLastVerdict(Health.HEALTHY)
        .setCause("1 of 1 observers UP")
        .setObservers(
            List.of(
                ObserverView.newBuilder()
                    .setObserver(observer)
                    .setState(ObserverState.UP)
                    .setLatencyMs(latencyMs)
                    .setLastProbeAt(0)
                    .setFailures(0)
                    .setSuccesses(3)
                    .build()))
        .setAgentsConnected(1)
        .setAgentsByCapability(Map.of())
        .setServing(ServingMode.SERVING)
        .setEpoch(0)
        .setSince(0)
        .setUpdatedAt(0)
        .build();
  }

  static PatternDefinition pattern(String name, String aggregation) {
    return PatternDefinition.newBuilder()
        .setName(name)
        .setVersion("1.0.0")
        .setUpdatedAt(0)
        .setRegion("us-east-1")
        .setAgents(
            AgentRequirements.newBuilder().setCapabilities(List.of("classification")).build())
        .setExecution(ExecutionRules.newBuilder().setStrategy("parallel").build())
        .setAggregation(AggregationRules.newBuilder().setStrategy(aggregation).build())
        .setYaml("name: " + name)
        .build();
  }

  static ExecutionRequest.Builder request(String id) {
    return ExecutionRequest.newBuilder()
        .setExecutionId(id)
        .setCapabilities(List.of("classification"))
        .setInput("{\"text\":\"win a free prize now\"}")
        .setMetadata(Map.of());
  }

  static TaskResult.Builder result(String id, String agent, String region) {
    return TaskResult.newBuilder()
        .setExecutionId(id)
        .setSlot(0)
        .setAttempt(1)
        .setAgentId(agent)
        .setRegion(region)
        .setValue("{\"label\":\"spam\"}")
        .setConfidence(0.9);
  }

  /** What this agent answers to this task. */
  static TaskResult.Builder answer(ExecutionTask task, String value) {
    return result(task.getExecutionId(), task.getAgentId(), task.getRegion())
        .setSlot(task.getSlot())
        .setAttempt(task.getAttempt())
        .setValue(value);
  }

  /** Its agent failed. */
  static TaskResult.Builder failure(ExecutionTask task, String error) {
    return answer(task, "").setValue(null).setError(error);
  }

  /** A pattern for this many agents. */
  static PatternDefinition pattern(String name, String aggregation, int agents) {
    var pattern = pattern(name, aggregation);
    pattern.getAgents().setMin(agents);
    return pattern;
  }
}
