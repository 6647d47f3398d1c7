package dev.parallax.replicator.plugins;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many records stayed in their region, by flow, since this process started. Connect makes the
 * plug-ins, so that what they count has to be found by name. Records are counted when they are
 * looked at: after a restart of a task some are looked at again.
 */
public final class Excluded {
  private static final Map<String, Excluded> BY_NAME = new ConcurrentHashMap<>();

  private final LongAdder records = new LongAdder();

  private Excluded() {}

  /** The count under this name. */
  public static Excluded of(String name) {
    return BY_NAME.computeIfAbsent(name, unused -> new Excluded());
  }

  void count() {
    records.increment();
  }

  /** Records that were excluded until now. */
  public long records() {
    return records.sum();
  }
}
