package dev.parallax.runtime.time;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The machine's time of day and {@code offsetMs}; how much time passes is the same. */
record ShiftedTime(long offsetMs) implements Time {

  static Time by(long offsetMs) {
    return offsetMs == 0 ? Time.SYSTEM : new ShiftedTime(offsetMs);
  }

  @Override
  public long milliseconds() {
    return Time.SYSTEM.milliseconds() + offsetMs;
  }

  @Override
  public long nanoseconds() {
    return Time.SYSTEM.nanoseconds();
  }

  @Override
  public void sleep(long ms) {
    Time.SYSTEM.sleep(ms);
  }

  @Override
  public void waitObject(Object lock, Supplier<Boolean> condition, long deadlineMs)
      throws InterruptedException {
    Time.SYSTEM.waitObject(lock, condition, deadlineMs - offsetMs);
  }
}
