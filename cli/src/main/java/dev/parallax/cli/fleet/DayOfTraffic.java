package dev.parallax.cli.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Executions of one region within the last 24 hours, to the minute. */
final class DayOfTraffic {
  static final Duration DAY = Duration.ofHours(24);

  /** By the start of their minute, ms since the epoch. */
  private final TreeMap<Long, Long> byMinute = new TreeMap<>();

  /** Counts executions that ended at this time; those of minutes long ago are kept no longer. */
  void add(Instant at, long executions, Instant now) {
    byMinute.merge(minute(at), executions, Long::sum);
    byMinute.headMap(minute(now.minus(DAY))).clear();
  }

  long executions(Instant now) {
    return byMinute.tailMap(minute(now.minus(DAY))).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static long minute(Instant at) {
    long millis = at.toEpochMilli();
    return millis - Math.floorMod(millis, Duration.ofMinutes(1).toMillis());
  }
}
