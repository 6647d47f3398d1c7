package dev.parallax.core.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One region's agents in a snapshot.
 *
 * @param connected agents that are connected, draining ones included
 * @param groups those that take work, by capability set, sorted by key
 */
record RegionAgents(int connected, List<CapabilityGroup> groups) {
  static final RegionAgents NONE = new RegionAgents(0, List.of());

  static RegionAgents of(RemoteRegion remote) {
    return new RegionAgents(
        remote.connected(),
        remote.groups().stream()
            .map(group -> CapabilityGroup.of(remote.region(), group))
            .sorted(Comparator.comparing(CapabilityGroup::key))
            .toList());
  }

  /** Whether whoever could be chosen here could be chosen before as well, and as often. */
  boolean opensNothingAfter(RegionAgents before) {
    return groups.stream()
        .allMatch(
            group ->
                before.groups.stream()
                    .anyMatch(
                        known ->
                            known.key().equals(group.key())
                                && known.agents().count() >= group.agents().count()));
  }

  RegionAgents with(Agent agent) {
    if (!agent.connected()) {
      return this;
    }
    var changed =
        agent.takesWork()
            ? CapabilityGroup.replace(groups, groupOf(agent.capabilities()).with(agent))
            : groups;
    return new RegionAgents(connected + 1, changed);
  }

  RegionAgents without(Agent agent) {
    if (!agent.connected()) {
      return this;
    }
    var changed =
        agent.takesWork()
            ? CapabilityGroup.replace(groups, groupOf(agent.capabilities()).without(agent.id()))
            : groups;
    return new RegionAgents(connected - 1, changed);
  }

  /** With {@code next} in place of {@code known}, the same agent of this region. */
  RegionAgents replace(Agent known, Agent next) {
    boolean staysInGroup =
        known.takesWork() && next.takesWork() && known.capabilities().equals(next.capabilities());
    if (!staysInGroup) {
      return without(known).with(next);
    }
    var group = groupOf(next.capabilities()).with(next);
    return new RegionAgents(connected, CapabilityGroup.replace(groups, group));
  }

  EligibleAgents eligible(Set<String> required, Set<String> declared) {
    return EligibleAgents.of(groups, required, declared);
  }

  private CapabilityGroup groupOf(Set<String> capabilities) {
    for (var group : groups) {
      if (group.capabilities().equals(capabilities)) {
        return group;
      }
    }
    return CapabilityGroup.empty(capabilities);
  }
}
