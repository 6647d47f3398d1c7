package dev.parallax.core.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the executions of one region ended, second by second, as far back as an error rate reaches
 * (H5). A second counts by the time at which the broker received its report. Kept in memory only:
 * after a restart there are too few samples until there are enough again, which is neither good nor
 * bad. For one thread.
 */
public final class TrafficWindow {
  private static final long SECOND_MS = 1_000;

  private final TreeMap<Long, Counts> bySecond = new TreeMap<>();
  private final long keptMs;

  /**
   * Executions that ended.
   *
   * @param executions all of them
   * @param failures those that failed or that no agent answered in time, among them
   */
  record Counts(long executions, long failures) {
    private static final Counts NONE = new Counts(0, 0);

    private Counts plus(Counts other) {
      return new Counts(executions + other.executions, failures + other.failures);
    }
  }

  /**
   * @param keptMs what is older is forgotten, in ms
   */
  public TrafficWindow(long keptMs) {
    this.keptMs = keptMs;
  }

  /**
   * Adds a report.
   *
   * @param executions that ended, failed or not
   * @param failures those of them that failed or timed out
   * @param appendedAt when the broker received the report
   */
  public void add(long executions, long failures, long appendedAt) {
    var counts = new Counts(Math.max(0, executions), Math.max(0, Math.min(failures, executions)));
    bySecond.merge(Math.floorDiv(appendedAt, SECOND_MS), counts, Counts::plus);
  }

  /** What ended within {@code windowMs} before {@code now}, by whole seconds. */
  Counts within(long windowMs, long now) {
    bySecond.headMap(Math.floorDiv(now - keptMs, SECOND_MS), true).clear();
    return bySecond.tailMap(Math.floorDiv(now - windowMs, SECOND_MS), false).entrySet().stream()
        .map(Map.Entry::getValue)
        .reduce(Counts.NONE, Counts::plus);
  }
}
