package dev.parallax.cli.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All agents of which the cluster knows, sorted by region and id. */
final class AgentRoll {
  private final Map<String, AgentState> agents = new TreeMap<>();
  private long unreadable;

  /** Reads the roll of this cluster; see {@link TopicFollower#catchUp}. */
  static AgentRoll read(Connection connection, AvroCodecs codecs, Duration limit) {
    var roll = new AgentRoll();
    try (var follower = TopicFollower.open(connection, codecs)) {
      follower.follow(connection.catalogue().agents(), AgentState.class, roll::put);
      follower.catchUp(limit);
      roll.unreadable = follower.unreadable();
    }
    return roll;
  }

  void put(String id, Optional<AgentState> state) {
    state.ifPresentOrElse(now -> agents.put(id, now), () -> agents.remove(id));
  }

  long unreadable() {
    return unreadable;
  }

  /** Regions of all agents, disconnected ones included, sorted. */
  List<String> regions() {
    var regions = new TreeSet<String>();
    agents.values().forEach(agent -> regions.add(agent.getRegion()));
    return List.copyOf(regions);
  }

  List<AgentState> all(Predicate<AgentState> wanted) {
    var chosen = new ArrayList<>(agents.values().stream().filter(wanted).toList());
    chosen.sort(
        (a, b) ->
            a.getRegion().equals(b.getRegion())
                ? a.getAgentId().compareTo(b.getAgentId())
                : a.getRegion().compareTo(b.getRegion()));
    return chosen;
  }

  static boolean isConnected(AgentState agent) {
    return agent.getStatus() != AgentStatus.DISCONNECTED;
  }

  static Table table(List<AgentState> agents) {
    var table = Table.of("Agent", "Region", "Status", "Load", "In flight", "Capabilities", "Since");
    for (var agent : agents) {
      table.row(
          agent.getAgentId(),
          agent.getRegion(),
          status(agent),
          Math.round(agent.getLoad() * 100) + "%",
          agent.getInFlight() + "/" + agent.getMaxConcurrency(),
          String.join(", ", agent.getCapabilities()),
          Instant.ofEpochMilli(agent.getSince()).toString());
    }
    return table;
  }

  private static String status(AgentState agent) {
    var status = agent.getStatus().name().toLowerCase(Locale.ROOT);
    return agent.getDisconnectReason() == null
        ? status
        : status + " (" + agent.getDisconnectReason() + ")";
  }

  static ObjectNode json(AgentState agent) {
    var json =
        Json.object()
            .put("agent", agent.getAgentId())
            .put("region", agent.getRegion())
            .put("status", agent.getStatus().name().toLowerCase(Locale.ROOT))
            .put("disconnectReason", agent.getDisconnectReason())
            .put("load", agent.getLoad())
            .put("inFlight", agent.getInFlight())
            .put("maxConcurrency", agent.getMaxConcurrency())
            .put("partition", agent.getPartition())
            .put("incarnation", agent.getIncarnation())
            .put("version", agent.getVersion())
            .put("since", agent.getSince());
    var capabilities = json.putArray("capabilities");
    agent.getCapabilities().forEach(capabilities::add);
    return json;
  }
}
