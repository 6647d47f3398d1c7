package dev.parallax.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When each running execution of a task is due, or each request that it holds, in memory: rebuilt
 * from the store when a task starts. Due times are kept to the tick, so that many executions share
 * an entry.
 */
final class DueIndex {
  private static final long TICK_MS = 50;

  private final TreeMap<Long, Set<String>> byTick = new TreeMap<>();
  private final Map<String, Long> tickOf = new HashMap<>();

  void put(String executionId, long dueAt) {
    remove(executionId);
    var tick = Math.floorDiv(dueAt + TICK_MS - 1, TICK_MS);
    byTick.computeIfAbsent(tick, unused -> new HashSet<>()).add(executionId);
    tickOf.put(executionId, tick);
  }

  void remove(String executionId) {
    var tick = tickOf.remove(executionId);
    if (tick == null) {
      return;
    }
    var sharing = byTick.get(tick);
    sharing.remove(executionId);
    if (sharing.isEmpty()) {
      byTick.remove(tick);
    }
  }

  /** At most {@code limit} executions that are due at {@code now}, the longest overdue first. */
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

  boolean contains(String executionId) {
    return tickOf.containsKey(executionId);
  }

  int size() {
    return tickOf.size();
  }
}
