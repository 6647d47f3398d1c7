package dev.parallax.core.fleet;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One region in a snapshot: its status and its agents.
 *
 * @param status as last published; {@link RegionStatus#unknown} if never
 * @param published whether the status was published
 * @param connected agents that are connected, draining ones included
 * @param groups those that take work, by capability set, sorted by key
 */
record RegionView(
    RegionStatus status, boolean published, int connected, List<CapabilityGroup> groups) {

  static RegionView unknown(String region) {
    return new RegionView(RegionStatus.unknown(region), false, 0, List.of());
  }

  /** Whether nothing at all is known of the region. */
  boolean isVacant() {
    return !published && connected == 0;
  }

  RegionView with(RegionStatus next) {
    return new RegionView(next, true, connected, groups);
  }

  RegionView withoutStatus() {
    return new RegionView(RegionStatus.unknown(status.region()), false, connected, groups);
  }

  RegionView with(Agent agent) {
    if (!agent.connected()) {
      return this;
    }
    var changed =
        agent.takesWork()
            ? CapabilityGroup.replace(groups, groupOf(agent.capabilities()).with(agent))
            : groups;
    return new RegionView(status, published, connected + 1, changed);
  }

  RegionView without(Agent agent) {
    if (!agent.connected()) {
      return this;
    }
    var changed =
        agent.takesWork()
            ? CapabilityGroup.replace(groups, groupOf(agent.capabilities()).without(agent.id()))
            : groups;
    return new RegionView(status, published, connected - 1, changed);
  }

  EligibleAgents eligible(Set<String> required, Set<String> declared) {
    return EligibleAgents.of(groups, required, declared);
  }

  Optional<RegionStatus> publishedStatus() {
    return published ? Optional.of(status) : Optional.empty();
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
