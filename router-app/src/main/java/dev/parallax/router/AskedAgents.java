package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which running executions of a task wait for which agent, in memory: rebuilt from the store when a
 * task starts.
 */
final class AskedAgents {
  private final Map<Asked, Set<String>> executions = new HashMap<>();
  private final Map<String, List<Asked>> askedBy = new HashMap<>();

  /**
   * An agent whose answer is awaited.
   *
   * @param region where it was when it was asked
   */
  record Asked(String agentId, String region) {}

  /** What a running execution waits for now. */
  void put(String executionId, ExecutionRow running) {
    var asked = new ArrayList<Asked>(running.getSlots().size());
    for (var slot : running.getSlots()) {
      var attempt = ExecutionRows.current(slot);
      if (ExecutionRows.isOpen(attempt)) {
        asked.add(new Asked(attempt.getAgentId(), attempt.getRegion()));
      }
    }
    put(executionId, asked);
  }

  /** The agents that it waits for now. */
  void put(String executionId, List<Asked> asked) {
    remove(executionId);
    asked.forEach(
        agent -> executions.computeIfAbsent(agent, unused -> new HashSet<>()).add(executionId));
    askedBy.put(executionId, asked);
  }

  void remove(String executionId) {
    var asked = askedBy.remove(executionId);
    if (asked == null) {
      return;
    }
    for (var agent : asked) {
      var waiting = executions.get(agent);
      waiting.remove(executionId);
      if (waiting.isEmpty()) {
        executions.remove(agent);
      }
    }
  }

  /** All agents that are waited for. */
  List<Asked> agents() {
    return List.copyOf(executions.keySet());
  }

  /** The executions that wait for this agent. */
  List<String> waitingFor(Asked agent) {
    return List.copyOf(executions.getOrDefault(agent, Set.of()));
  }
}
