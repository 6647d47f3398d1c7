package dev.parallax.runtime.mapping;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.events.AgentState;
import java.util.Set;

/** Agents as the agents topic holds them. */
public final class AgentMapping {
  private AgentMapping() {}

  /**
   * The agent of this record.
   *
   * @throws IllegalArgumentException naming the agent and the field that is outside its range
   */
  public static Agent agent(AgentState state) {
    Bounds.requireShort("agentId", state.getAgentId());
    Bounds.requireShort("region", state.getRegion());
    Bounds.requireShort("incarnation", state.getIncarnation());
    Bounds.requireFew("capabilities", state.getCapabilities());
    return new Agent(
        state.getAgentId(),
        state.getRegion(),
        Set.copyOf(state.getCapabilities()),
        state.getMaxConcurrency(),
        state.getLoad(),
        state.getInFlight(),
        status(state),
        state.getPartition(),
        state.getIncarnation());
  }

  private static AgentStatus status(AgentState state) {
    return switch (state.getStatus()) {
      case CONNECTED -> AgentStatus.CONNECTED;
      case DRAINING -> AgentStatus.DRAINING;
      case DISCONNECTED -> AgentStatus.DISCONNECTED;
    };
  }
}
