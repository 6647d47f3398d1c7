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
  /** More agents than a region has: whoever says so is not to be believed. */
  public static final int MAX_AGENTS = 1_000_000;

  /**
   * @throws IllegalArgumentException if the number is negative, the figures are beyond all bounds
   *     ({@value #MAX_AGENTS} agents), or a capability set stands twice
   */
  public RemoteRegion {
    Objects.requireNonNull(region, "region");
    groups = List.copyOf(groups);
    if (connected < 0 || connected > MAX_AGENTS) {
      throw new IllegalArgumentException(
          "connected must be 0..%d, and is %d: region %s".formatted(MAX_AGENTS, connected, region));
    }
    if (groups.stream().mapToLong(Group::agents).sum() > MAX_AGENTS) {
      throw new IllegalArgumentException(
          "it has more than %d agents that take work: region %s".formatted(MAX_AGENTS, region));
    }
    if (groups.stream().map(Group::capabilities).distinct().count() < groups.size()) {
      throw new IllegalArgumentException("a capability set stands twice: region " + region);
    }
  }

  /**
   * Agents with exactly the same capabilities.
   *
   * @param capabilities the set
   * @param agents how many take work, 1 to {@value RemoteRegion#MAX_AGENTS}
   * @param spare their spare capacity together (R12), in units of 1/{@value Agent#UNITS_PER_TASK}
   *     task, at least one unit for each, and at most what two billion tasks for each are
   */
  public record Group(Set<String> capabilities, int agents, long spare) {
    private static final long MAX_SPARE_EACH = Integer.MAX_VALUE * Agent.UNITS_PER_TASK;

    /**
     * @throws IllegalArgumentException if a figure is outside its range
     */
    public Group {
      capabilities = Set.copyOf(capabilities);
      if (agents < 1 || agents > MAX_AGENTS) {
        throw new IllegalArgumentException(
            "agents must be 1..%d, and are %d".formatted(MAX_AGENTS, agents));
      }
      if (spare < agents || spare > agents * MAX_SPARE_EACH) {
        throw new IllegalArgumentException(
            "%d agents cannot have %d units to spare: 1 to %d each"
                .formatted(agents, spare, MAX_SPARE_EACH));
      }
    }
  }
}
