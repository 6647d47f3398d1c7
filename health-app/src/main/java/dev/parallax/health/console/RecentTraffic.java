package dev.parallax.health.console;

import dev.parallax.events.RegionTraffic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Executions by region within the last minute. For one thread. */
final class RecentTraffic {
  static final long WINDOW_MS = 60_000;

  private final Map<String, Deque<RegionTraffic>> byRegion = new HashMap<>();

  /**
   * What ended in a region within the last minute.
   *
   * @param executions that ran there
   * @param failures and timeouts of them
   */
  record Minute(long executions, long failures) {}

  void add(RegionTraffic second, long now) {
    var seconds = byRegion.computeIfAbsent(second.getRegion(), unseen -> new ArrayDeque<>());
    seconds.addLast(second);
    forget(seconds, now);
  }

  Minute of(String region, long now) {
    var seconds = byRegion.getOrDefault(region, new ArrayDeque<>());
    forget(seconds, now);
    return new Minute(
        seconds.stream().mapToLong(RegionTraffic::getExecutions).sum(),
        seconds.stream().mapToLong(s -> s.getFailures() + s.getTimeouts()).sum());
  }

  private static void forget(Deque<RegionTraffic> seconds, long now) {
    while (!seconds.isEmpty() && seconds.peekFirst().getFrom() < now - WINDOW_MS) {
      seconds.removeFirst();
    }
  }

  void clear() {
    byRegion.clear();
  }
}
