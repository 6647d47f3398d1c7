package dev.parallax.health;

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
  private final Map<String, AgentCounts> counted = new HashMap<>();

  synchronized void put(String agentId, String region, Collection<String> capabilities) {
    census.put(agentId, region, capabilities);
    counted.clear();
  }

  synchronized void remove(String agentId) {
    census.remove(agentId);
    counted.clear();
  }

  synchronized AgentCounts of(String region) {
    return counted.computeIfAbsent(region, census::of);
  }
}
