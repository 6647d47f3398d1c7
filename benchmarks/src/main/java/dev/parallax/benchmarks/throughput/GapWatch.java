package dev.parallax.benchmarks.throughput;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gaps between tasks while requests are sent at a steady rate. For one thread. */
final class GapWatch implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(100);

  private final Traffic traffic;
  private final Sender sender;
  private final Gaps gaps = new Gaps(StateRecords.PARTITIONS, System.nanoTime());

  GapWatch(Traffic traffic, Sender sender) {
    this.traffic = traffic;
    this.sender = sender;
  }

  /** Reads tasks for so long. */
  void readFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      read();
    }
  }

  /**
   * Reads tasks until there were some of every partition whose requests are sent from now on.
   *
   * @throws IllegalStateException if there are none for minutes
   */
  void readUntilAllGoOn() {
    int from = sender.next();
    var limit = Limit.of(LIMIT, "partitions' tasks");
    while (!gaps.isEverywhereAt(from)) {
      read();
      limit.check(0, StateRecords.PARTITIONS);
    }
  }

  /**
   * Reads tasks until this is so.
   *
   * @throws IllegalStateException if it is not for minutes
   */
  void readUntil(BooleanSupplier happened) {
    var limit = Limit.of(LIMIT, "steps");
    while (!happened.getAsBoolean()) {
      readFor(STEP);
      limit.check(0, 1);
    }
  }

  private void read() {
    traffic.readSome(number -> gaps.seen(number, System.nanoTime()));
  }

  /** The longest that ended since this was last asked, in seconds. */
  double longestSeconds() {
    double seconds = gaps.longestSeconds();
    gaps.begin();
    return seconds;
  }

  @Override
  public void close() {
    sender.close();
    traffic.sentUntil(sender.next());
  }
}
