package dev.parallax.health;

import dev.parallax.core.health.AgentReport;
import dev.parallax.core.health.AgentReport.Absence;
import dev.parallax.core.health.Presence;
import dev.parallax.core.health.Registration;
import dev.parallax.health.state.AbsenceRow;
import dev.parallax.health.state.AgentRow;
import dev.parallax.health.state.PresenceRow;
import dev.parallax.health.state.RegistrationRow;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;

/** Registrations as the store holds them. */
final class RegistrationRows {
  private RegistrationRows() {}

  static RegistrationRow row(Registration registration) {
    return new RegistrationRow(
        row(registration.current()),
        registration.orderedAt(),
        registration.heardAt(),
        row(registration.told()),
        registration.toldAt(),
        new ArrayList<>(registration.superseded()));
  }

  static Registration registration(RegistrationRow row) {
    return new Registration(
        agent(row.getCurrent()),
        row.getOrderedAt(),
        row.getHeardAt(),
        agent(row.getTold()),
        row.getToldAt(),
        row.getSuperseded());
  }

  private static AgentRow row(AgentReport agent) {
    return new AgentRow(
        agent.agentId(),
        agent.incarnation(),
        agent.partition(),
        agent.region(),
        new ArrayList<>(agent.capabilities()),
        PresenceRow.valueOf(agent.presence().name()),
        agent.load(),
        agent.maxConcurrency(),
        agent.inFlight(),
        agent.version().orElse(null),
        agent.absence().map(a -> AbsenceRow.valueOf(a.name())).orElse(null),
        agent.since(),
        agent.lastHeartbeatAt());
  }

  private static AgentReport agent(AgentRow row) {
    return new AgentReport(
        row.getAgentId(),
        row.getIncarnation(),
        row.getPartition(),
        row.getRegion(),
        new TreeSet<>(row.getCapabilities()),
        Presence.valueOf(row.getPresence().name()),
        row.getLoad(),
        row.getMaxConcurrency(),
        row.getInFlight(),
        Optional.ofNullable(row.getVersion()),
        Optional.ofNullable(row.getAbsence()).map(a -> Absence.valueOf(a.name())),
        row.getSince(),
        row.getLastHeartbeatAt());
  }
}
