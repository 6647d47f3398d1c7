package dev.parallax.router;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each of a task's requests, or rows, is due, in memory: rebuilt from the store when a task
 * starts.
 */
final class DueIndex {
  private final DueTimes times = new DueTimes();
  private final Map<String, DueTimes.Due> byId = new HashMap<>();

  void put(String executionId, long dueAt) {
    times.put(byId.computeIfAbsent(executionId, DueTimes.Due::new), dueAt);
  }

  void remove(String executionId) {
    var due = byId.remove(executionId);
    if (due != null) {
      times.remove(due);
    }
  }

  /** At most {@code limit} executions that are due at {@code now}, the longest overdue first. */
  List<String> due(long now, int limit) {
    return times.due(now, limit);
  }
}
