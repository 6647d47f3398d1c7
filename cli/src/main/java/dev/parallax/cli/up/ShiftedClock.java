package dev.parallax.cli.up;

import dev.parallax.runtime.time.ClockOffset;
import java.time.Duration;
import java.util.Map;

/** Another time of day for the apps that are started with it (see {@link ClockOffset}). */
final class ShiftedClock {
  private ShiftedClock() {}

  /**
   * The variables that a process is started with.
   *
   * @param offset negative = behind; zero = none
   */
  static Map<String, String> by(Duration offset) {
    return offset.isZero()
        ? Map.of()
        : Map.of("JAVA_TOOL_OPTIONS", "-D" + ClockOffset.PROPERTY + "=" + offset);
  }
}
