package dev.parallax.runtime.time;

import java.time.Clock;
import org.apache.kafka.common.utils.Time;

/**
 * Where apps get the time of day: the machine's clock and {@link ClockOffset}. Kafka's clients keep
 * the machine's own, by which only what they wait for is measured; so do a broker and its append
 * times.
 */
public final class AppClock {
  private static final Time TIME = ShiftedTime.by(ClockOffset.ofProcess().toMillis());

  private AppClock() {}

  /** Now, in ms since the epoch. */
  public static long millis() {
    return TIME.milliseconds();
  }

  /** The same for code that takes a clock. */
  public static Clock clock() {
    return Clock.offset(Clock.systemUTC(), ClockOffset.ofProcess());
  }

  /** The same for topologies: what their processors are told, and when punctuators are due. */
  public static Time ofTopologies() {
    return TIME;
  }
}
