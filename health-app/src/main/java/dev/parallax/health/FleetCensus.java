package dev.parallax.health;

import dev.parallax.core.federation.FederatedRegions.Workforce;
import dev.parallax.core.federation.WorkCensus;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.health.AgentCensus;
import dev.parallax.core.health.AgentCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The one census of this process. Restoring and live processors of the agents topic are different
 * instances, on one thread at a time, and all write here; the judge reads from another thread.
 */
final class FleetCensus {
  private final AgentCensus census = new AgentCensus();
  private final WorkCensus work = new WorkCensus();
  private final Map<String, AgentCounts> counted = new HashMap<>();
  private final Map<String, Workforce> forces = new HashMap<>();

  synchronized void put(String agentId, String region, Collection<String> capabilities) {
    census.put(agentId, region, capabilities);
    counted.clear();
    forces.clear();
  }

  /** Whether the agent takes work, and how much; only of agents of the own region (P7). */
  synchronized void putWork(Agent agent) {
    work.put(agent);
    forces.clear();
  }

  /** The agent is of another region, or what it can take is not known. */
  synchronized void removeWork(String agentId) {
    work.remove(agentId);
    forces.clear();
  }

  synchronized void remove(String agentId) {
    census.remove(agentId);
    work.remove(agentId);
    counted.clear();
    forces.clear();
  }

  synchronized AgentCounts of(String region) {
    return counted.computeIfAbsent(region, census::of);
  }

  /** The agents of the own region with those that take work. */
  synchronized Workforce workforce(String own) {
    return forces.computeIfAbsent(own, region -> new Workforce(of(region), work.groups()));
  }
}
