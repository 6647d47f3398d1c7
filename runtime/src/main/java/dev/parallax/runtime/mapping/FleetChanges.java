package dev.parallax.runtime.mapping;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.RemoteRegion;
import dev.parallax.events.AgentState;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How the records of the state topics change a fleet. An absent value means the key is gone. */
public final class FleetChanges {
  private FleetChanges() {}

  /**
   * The change that a record of the agents topic makes.
   *
   * @param partitions of the regions' executions topics: no agent can read others
   * @throws IllegalArgumentException if it makes no sense
   */
  public static UnaryOperator<Fleet> ofAgent(
      String id, Optional<AgentState> state, int partitions) {
    if (state.isEmpty()) {
      return fleet -> fleet.withoutAgent(id);
    }
    var agent = AgentMapping.agent(state.get());
    requireKey(id, agent.id());
    if (agent.partition() >= partitions) {
      throw new IllegalArgumentException(
          "agent %s reads partition %d, and there are %d: does it know topics.partitions?"
              .formatted(id, agent.partition(), partitions));
    }
    return fleet -> fleet.with(agent);
  }

  /**
   * The change that a record of the regions topic makes.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  public static UnaryOperator<Fleet> ofRegion(String id, Optional<RegionState> state) {
    if (state.isEmpty()) {
      return fleet -> fleet.withoutRegion(id);
    }
    var status = RegionMapping.status(state.get());
    requireKey(id, status.region());
    return fleet -> fleet.with(status);
  }

  /**
   * The change that a record of the summaries topic of another region makes (P7).
   *
   * @param id region that it was copied from
   * @throws IllegalArgumentException if it makes no sense
   */
  public static UnaryOperator<Fleet> ofSummary(String id, Optional<RegionSummary> summary) {
    if (summary.isEmpty()) {
      return fleet -> fleet.with(new RemoteRegion(id, 0, List.of()));
    }
    requireKey(id, summary.get().getRegion());
    var groups =
        summary.get().getGroups().stream()
            .map(
                group ->
                    new RemoteRegion.Group(
                        new HashSet<>(group.getCapabilities()),
                        group.getAgents(),
                        group.getSpare()))
            .toList();
    var remote = new RemoteRegion(id, summary.get().getAgentsConnected(), groups);
    return fleet -> fleet.with(remote);
  }

  /**
   * The change that a record of the patterns topic makes; the marker of a deletion deletes.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  public static UnaryOperator<Fleet> ofPattern(
      String name, Optional<PatternDefinition> definition) {
    definition.ifPresent(known -> requireKey(name, known.getName()));
    if (definition.isEmpty() || definition.get().getDeleted()) {
      return fleet -> fleet.withoutPattern(name);
    }
    var pattern = PatternMapping.pattern(definition.get());
    return fleet -> fleet.with(pattern);
  }

  private static void requireKey(String key, String id) {
    if (!key.equals(id)) {
      throw new IllegalArgumentException("its key is " + key + ", but it is about " + id);
    }
  }
}
