package dev.parallax.core.fleet;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is known of the agents of a region whose control plane is another one (P7): how many there
 * are, not who.
 *
 * @param region region id
 * @param connected agents that are connected, draining and full ones included
 * @param groups those that take work (R4), one group per distinct capability set
 */
public record RemoteRegion(String region, int connected, List<Group> groups) {
  /**
   * @throws IllegalArgumentException if the number is negative or a capability set stands twice
   */
  public RemoteRegion {
    Objects.requireNonNull(region, "region");
    groups = List.copyOf(groups);
    if (connected < 0) {
      throw new IllegalArgumentException("connected must be 0 or more: region " + region);
    }
    if (groups.stream().map(Group::capabilities).distinct().count() < groups.size()) {
      throw new IllegalArgumentException("a capability set stands twice: region " + region);
    }
  }

  /**
   * Agents with exactly the same capabilities.
   *
   * @param capabilities the set
   * @param agents how many take work, at least 1
   * @param spare their spare capacity together (R12), in units of 1/{@value Agent#UNITS_PER_TASK}
   *     task, at least one unit for each
   */
  public record Group(Set<String> capabilities, int agents, long spare) {
    /**
     * @throws IllegalArgumentException if a figure is outside its range
     */
    public Group {
      capabilities = Set.copyOf(capabilities);
      if (agents < 1 || spare < agents) {
        throw new IllegalArgumentException(
            "agents must be 1 or more and have a unit each: %d agents, %d units"
                .formatted(agents, spare));
      }
    }
  }
}
