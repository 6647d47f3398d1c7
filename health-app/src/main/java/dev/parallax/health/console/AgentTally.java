package dev.parallax.health.console;

import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Agents by region, with as little of each as adds up. For one thread. */
final class AgentTally {
  private final Map<String, Line> byId = new HashMap<>();

  /** Few differ, so all agents share them. */
  private final Map<List<String>, List<String>> capabilitySets = new HashMap<>();

  /** Null when an agent has changed since. */
  private Map<String, Sum> sums;

  private record Line(
      String region, List<String> capabilities, boolean draining, int capacity, int inFlight) {}

  /**
   * What the agents of one region are together.
   *
   * @param connected agents, draining ones included
   * @param draining those which take no new work
   * @param capacity tasks that the others work on at once
   * @param inFlight tasks that all of them work on, as last published
   * @param capabilities agents that offer each, sorted by name
   */
  record Sum(
      int connected,
      int draining,
      long capacity,
      long inFlight,
      Map<String, Integer> capabilities) {
    static final Sum NONE = new Sum(0, 0, 0, 0, Map.of());
  }

  private static final class Adding {
    private int connected;
    private int draining;
    private long capacity;
    private long inFlight;
    private final Map<String, Integer> capabilities = new TreeMap<>();

    private void add(Line agent) {
      connected++;
      draining += agent.draining() ? 1 : 0;
      capacity += agent.draining() ? 0 : agent.capacity();
      inFlight += agent.inFlight();
      agent.capabilities().forEach(name -> capabilities.merge(name, 1, Integer::sum));
    }

    private Sum sum() {
      return new Sum(connected, draining, capacity, inFlight, capabilities);
    }
  }

  void put(AgentState agent) {
    if (agent.getStatus() == AgentStatus.DISCONNECTED) {
      remove(agent.getAgentId());
      return;
    }
    var capabilities = List.copyOf(agent.getCapabilities());
    sums = null;
    var known = capabilitySets.putIfAbsent(capabilities, capabilities);
    byId.put(
        agent.getAgentId(),
        new Line(
            agent.getRegion().intern(),
            known == null ? capabilities : known,
            agent.getStatus() == AgentStatus.DRAINING,
            agent.getMaxConcurrency(),
            agent.getInFlight()));
  }

  void remove(String agentId) {
    sums = null;
    byId.remove(agentId);
  }

  void clear() {
    sums = null;
    byId.clear();
    capabilitySets.clear();
  }

  /** The sums of all regions that have an agent connected. */
  Map<String, Sum> byRegion() {
    if (sums == null) {
      var adding = new HashMap<String, Adding>();
      byId.values()
          .forEach(agent -> adding.computeIfAbsent(agent.region(), r -> new Adding()).add(agent));
      var added = new HashMap<String, Sum>();
      adding.forEach((region, one) -> added.put(region, one.sum()));
      sums = Map.copyOf(added);
    }
    return sums;
  }
}
