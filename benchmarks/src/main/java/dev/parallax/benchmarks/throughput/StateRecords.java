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
import java.util.stream.IntStream;

/** What routers decide by, and on, in these measurements: regions with agents, one pattern. */
public final class StateRecords {
  /** The first region, where there are several. */
  public static final String REGION = "region-0";

  /** Of every topic. */
  public static final int PARTITIONS = 4;

  /** In the region, where there is only one. */
  public static final int AGENTS = 24;

  private static final String PATTERN = "one";
  private static final String ID = "execution-";

  private StateRecords() {}

  static String id(int number) {
    return ID + number;
  }

  static String regionId(int number) {
    return "region-" + number;
  }

  /** A request of 195 bytes or so, with an id of its own. */
  public static ExecutionRequest request(int number) {
    return request(
        number,
        REGION,
        "{\"text\":\"Refund of order " + number + " has not arrived\",\"urgent\":true}");
  }

  static ExecutionRequest request(int number, String origin, String input) {
    return ExecutionRequest.newBuilder()
        .setExecutionId(id(number))
        .setPattern(PATTERN)
        .setCapabilities(List.of())
        .setInput(input)
        .setOriginRegion(origin)
        .setMetadata(Map.of("customer", "c-" + number % 997))
        .build();
  }

  /** Of the request whose execution has this id. */
  static int number(String executionId) {
    return Integer.parseInt(executionId, ID.length(), executionId.length(), 10);
  }

  /** One that takes whatever it is given. */
  public static AgentState agent(int number) {
    return agent(number, REGION);
  }

  static AgentState agent(int number, String region) {
    return AgentState.newBuilder()
        .setAgentId("agent-" + number)
        .setIncarnation("1")
        .setPartition(number % PARTITIONS)
        .setRegion(region)
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
    return region(0, 1, AGENTS);
  }

  /** A healthy region, seen by all; the farther apart two numbers are, the farther the regions. */
  static RegionState region(int number, int regions, int agents) {
    return RegionState.newBuilder()
        .setRegion(regionId(number))
        .setHealth(Health.HEALTHY)
        .setLastVerdict(Health.HEALTHY)
        .setCause("%d of %d observers UP".formatted(regions, regions))
        .setObservers(
            IntStream.range(0, regions).mapToObj(observer -> view(observer, number)).toList())
        .setAgentsConnected(agents)
        .setAgentsByCapability(Map.of())
        .setServing(ServingMode.SERVING)
        .setEpoch(0)
        .setSince(0)
        .setUpdatedAt(0)
        .build();
  }

  private static ObserverView view(int observer, int region) {
    return ObserverView.newBuilder()
        .setObserver(regionId(observer))
        .setState(ObserverState.UP)
        .setLatencyMs(10.0 * Math.abs(observer - region))
        .setLastProbeAt(0)
        .setFailures(0)
        .setSuccesses(3)
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
