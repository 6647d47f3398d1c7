package dev.parallax.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The agents of one region that take work and have exactly the same capabilities.
 *
 * @param capabilities the set
 * @param key canonical text of the set: its order among groups, whatever order a set iterates in
 * @param hash of the key
 * @param agents weighted by spare capacity
 */
record CapabilityGroup(
    Set<String> capabilities, String key, long hash, WeightedTree<Agent> agents) {

  static CapabilityGroup empty(Set<String> capabilities) {
    var key = keyOf(capabilities);
    return new CapabilityGroup(capabilities, key, Rendezvous.hash(key), WeightedTree.empty());
  }

  static CapabilityGroup of(String region, RemoteRegion.Group group) {
    var key = keyOf(group.capabilities());
    long hash = Rendezvous.hash(key);
    return new CapabilityGroup(
        group.capabilities(), key, hash, AlikeAgents.of(region, group, hash));
  }

  /** Each capability preceded by its length, so that no two sets have one text. */
  private static String keyOf(Set<String> capabilities) {
    var key = new StringBuilder();
    for (var capability : new TreeSet<>(capabilities)) {
      key.append(capability.length()).append(':').append(capability);
    }
    return key.toString();
  }

  CapabilityGroup with(Agent agent) {
    var entry = WeightedTree.Entry.of(agent.id(), agent.spare(), agent);
    return new CapabilityGroup(capabilities, key, hash, agents.with(entry));
  }

  boolean holds(String agentId) {
    return agents.find(agentId) != null;
  }

  CapabilityGroup without(String agentId) {
    return new CapabilityGroup(
        capabilities, key, hash, agents.without(Rendezvous.hash(agentId), agentId));
  }

  /** The groups, sorted by key, with {@code next} in its place; an empty one is left out. */
  static List<CapabilityGroup> replace(List<CapabilityGroup> sorted, CapabilityGroup next) {
    var result = new ArrayList<CapabilityGroup>(sorted.size() + 1);
    int i = 0;
    for (; i < sorted.size() && sorted.get(i).key.compareTo(next.key) < 0; i++) {
      result.add(sorted.get(i));
    }
    if (next.agents.count() > 0) {
      result.add(next);
    }
    if (i < sorted.size() && sorted.get(i).key.equals(next.key)) {
      i++;
    }
    for (; i < sorted.size(); i++) {
      result.add(sorted.get(i));
    }
    return List.copyOf(result);
  }
}
