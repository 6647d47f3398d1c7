package dev.parallax.core.fleet;

import java.util.HashMap;
import java.util.Map;

/**
 * The agents of every region that has any. Immutable. Regions come and go rarely and agents change
 * all the time, so a change copies an array of references, and the map of positions only with them.
 */
final class AgentsByRegion {
  static final AgentsByRegion NONE = new AgentsByRegion(Map.of(), new RegionAgents[0]);

  private final Map<String, Integer> positions;
  private final RegionAgents[] agents;

  private AgentsByRegion(Map<String, Integer> positions, RegionAgents[] agents) {
    this.positions = positions;
    this.agents = agents;
  }

  RegionAgents of(String region) {
    var position = positions.get(region);
    return position == null ? RegionAgents.NONE : agents[position];
  }

  AgentsByRegion with(String region, RegionAgents next) {
    var position = positions.get(region);
    if (position == null || next.connected() == 0) {
      return rebuilt(region, next);
    }
    var changed = agents.clone();
    changed[position] = next;
    return new AgentsByRegion(positions, changed);
  }

  private AgentsByRegion rebuilt(String region, RegionAgents next) {
    var byRegion = new HashMap<String, RegionAgents>();
    positions.forEach((id, position) -> byRegion.put(id, agents[position]));
    byRegion.put(region, next);
    byRegion.values().removeIf(view -> view.connected() == 0);
    var nextPositions = new HashMap<String, Integer>();
    var nextAgents = new RegionAgents[byRegion.size()];
    byRegion.forEach(
        (id, view) -> {
          nextAgents[nextPositions.size()] = view;
          nextPositions.put(id, nextPositions.size());
        });
    return new AgentsByRegion(nextPositions, nextAgents);
  }
}
