package dev.parallax.health;

import dev.parallax.core.health.AgentReport;
import dev.parallax.core.health.AgentReport.Absence;
import dev.parallax.core.health.Heartbeat;
import dev.parallax.core.health.Presence;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.HeartbeatStatus;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;

/** Agents as the topics hold them. */
final class AgentRecords {
  private AgentRecords() {}

  static Heartbeat heartbeat(AgentHeartbeat record) {
    return new Heartbeat(
        record.getAgentId(),
        record.getIncarnation(),
        record.getPartition(),
        record.getRegion(),
        new TreeSet<>(record.getCapabilities()),
        presence(record.getStatus()),
        record.getLoad(),
        record.getMaxConcurrency(),
        record.getInFlight(),
        Optional.ofNullable(record.getVersion()),
        record.getSentAt());
  }

  private static Presence presence(HeartbeatStatus status) {
    return switch (status) {
      case CONNECTED -> Presence.CONNECTED;
      case DRAINING -> Presence.DRAINING;
      case LEAVING -> Presence.DISCONNECTED;
    };
  }

  static AgentState state(AgentReport agent) {
    return new AgentState(
        agent.agentId(),
        agent.incarnation(),
        agent.partition(),
        agent.region(),
        new ArrayList<>(agent.capabilities()),
        status(agent.presence()),
        agent.load(),
        agent.maxConcurrency(),
        agent.inFlight(),
        agent.version().orElse(null),
        agent.absence().map(AgentRecords::reason).orElse(null),
        agent.since(),
        agent.lastHeartbeatAt());
  }

  private static AgentStatus status(Presence presence) {
    return switch (presence) {
      case CONNECTED -> AgentStatus.CONNECTED;
      case DRAINING -> AgentStatus.DRAINING;
      case DISCONNECTED -> AgentStatus.DISCONNECTED;
    };
  }

  private static String reason(Absence absence) {
    return switch (absence) {
      case LEFT -> "left";
      case EXPIRED -> "expired";
    };
  }
}
