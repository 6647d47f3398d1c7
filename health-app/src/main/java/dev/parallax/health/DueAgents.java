package dev.parallax.health;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When there is something to do for each agent of a task, in memory: rebuilt from the store when a
 * task starts. Times are rounded up to the tick, so that many agents share an entry.
 */
final class DueAgents {
  private static final long TICK_MS = 100;

  private final TreeMap<Long, Set<String>> byTick = new TreeMap<>();
  private final Map<String, Long> tickOf = new HashMap<>();

  void put(String agentId, long dueAt) {
    var tick = Math.floorDiv(dueAt + TICK_MS - 1, TICK_MS);
    var before = tickOf.put(agentId, tick);
    if (before != null && before == tick) {
      return;
    }
    take(agentId, before);
    byTick.computeIfAbsent(tick, any -> new HashSet<>()).add(agentId);
  }

  void remove(String agentId) {
    take(agentId, tickOf.remove(agentId));
  }

  private void take(String agentId, Long tick) {
    if (tick == null) {
      return;
    }
    var sharing = byTick.get(tick);
    sharing.remove(agentId);
    if (sharing.isEmpty()) {
      byTick.remove(tick);
    }
  }

  /** At most {@code limit} agents that are due at {@code now}, the longest overdue first. */
  List<String> due(long now, int limit) {
    var due = new ArrayList<String>();
    for (var sharing : byTick.headMap(Math.floorDiv(now, TICK_MS), true).values()) {
      for (var id : sharing) {
        if (due.size() == limit) {
          return due;
        }
        due.add(id);
      }
    }
    return due;
  }
}
