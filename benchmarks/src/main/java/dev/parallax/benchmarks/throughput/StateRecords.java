package dev.parallax.benchmarks.throughput;

import dev.parallax.events.AgentRequirements;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionRules;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.util.List;
import java.util.Map;

/** What routers decide by, and on, in these measurements: one region with agents, one pattern. */
public final class StateRecords {
  /** The only region. */
  public static final String REGION = "region-0";

  /** Of every topic. */
  public static final int PARTITIONS = 4;

  /** In the region. */
  public static final int AGENTS = 24;

  private static final String PATTERN = "one";
  private static final String ID = "execution-";

  private StateRecords() {}

  /** A request of 195 bytes or so, with an id of its own. */
  public static ExecutionRequest request(int number) {
    return ExecutionRequest.newBuilder()
        .setExecutionId(ID + number)
        .setPattern(PATTERN)
        .setCapabilities(List.of())
        .setInput("{\"text\":\"Refund of order " + number + " has not arrived\",\"urgent\":true}")
        .setOriginRegion(REGION)
        .setMetadata(Map.of("customer", "c-" + number % 997))
        .build();
  }

  /** Of the request whose execution has this id. */
  static int number(String executionId) {
    return Integer.parseInt(executionId, ID.length(), executionId.length(), 10);
  }

  /** One that takes whatever it is given. */
  public static AgentState agent(int number) {
    return AgentState.newBuilder()
        .setAgentId("agent-" + number)
        .setIncarnation("1")
        .setPartition(number % PARTITIONS)
        .setRegion(REGION)
        .setCapabilities(List.of("classification"))
        .setStatus(AgentStatus.CONNECTED)
        .setLoad(0)
        .setMaxConcurrency(1_000_000)
        .setInFlight(0)
        .setSince(0)
        .setLastHeartbeatAt(0)
        .build();
  }

  /** The healthy region that they are in. */
  public static RegionState region() {
    return RegionState.newBuilder()
        .setRegion(REGION)
        .setHealth(Health.HEALTHY)
        .setLastVerdict(Health.HEALTHY)
        .setCause("1 of 1 observers UP")
        .setObservers(
            List.of(
                ObserverView.newBuilder()
                    .setObserver(REGION)
                    .setState(ObserverState.UP)
                    .setLatencyMs(0.0)
                    .setLastProbeAt(0)
                    .setFailures(0)
                    .setSuccesses(3)
                    .build()))
        .setAgentsConnected(AGENTS)
        .setAgentsByCapability(Map.of())
        .setServing(ServingMode.SERVING)
        .setEpoch(0)
        .setSince(0)
        .setUpdatedAt(0)
        .build();
  }

  /** The pattern that the requests name: one agent that can classify. */
  public static PatternDefinition pattern() {
    return PatternDefinition.newBuilder()
        .setName(PATTERN)
        .setVersion("1.0.0")
        .setUpdatedAt(0)
        .setRegion(REGION)
        .setAgents(
            AgentRequirements.newBuilder().setCapabilities(List.of("classification")).build())
        .setExecution(ExecutionRules.newBuilder().build())
        .setAggregation(AggregationRules.newBuilder().setStrategy("first").build())
        .build();
  }
}
