package dev.parallax.router;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is due when, to the tick, so that many share an entry. */
final class DueTimes {
  private static final long TICK_MS = 50;

  private final TreeMap<Long, Bag<Due>> byTick = new TreeMap<>();
  private Bag<Due> last;
  private long lastTick = Long.MIN_VALUE;

  /** An execution that is due at one time. */
  static class Due extends Bag.Member {
    private final String executionId;
    private long tick;

    Due(String executionId) {
      this.executionId = executionId;
    }

    final String executionId() {
      return executionId;
    }
  }

  /** It is due then, ms since the epoch, and not when it was before. */
  void put(Due due, long dueAt) {
    long tick = Math.floorDiv(dueAt + TICK_MS - 1, TICK_MS);
    if (due.bag() != null) {
      if (due.tick == tick) {
        return;
      }
      remove(due);
    }
    due.tick = tick;
    sharing(tick).add(due);
  }

  private Bag<Due> sharing(long tick) {
    if (tick != lastTick || last == null) {
      last = byTick.computeIfAbsent(tick, unused -> new Bag<>());
      lastTick = tick;
    }
    return last;
  }

  /** It is due no longer. */
  void remove(Due due) {
    var sharing = due.bag();
    due.leave();
    if (sharing.isEmpty()) {
      byTick.remove(due.tick);
      if (sharing.equals(last)) {
        last = null;
      }
    }
  }

  /** At most {@code limit} executions that are due at {@code now}, the longest overdue first. */
  List<String> due(long now, int limit) {
    var due = new ArrayList<String>();
    for (var sharing : byTick.headMap(Math.floorDiv(now, TICK_MS), true).values()) {
      for (int i = 0; i < sharing.size(); i++) {
        if (due.size() == limit) {
          return due;
        }
        due.add(sharing.get(i).executionId());
      }
    }
    return due;
  }
}
