package dev.parallax.runtime.time;

import dev.parallax.runtime.fault.KnownFault;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How far the apps of a process are ahead of the machine's clock: for drills, else nothing. */
public final class ClockOffset {
  /**
   * The system property that says it: an ISO 8601 duration such as {@code PT2M} or {@code -PT2M}.
   */
  public static final String PROPERTY = "parallax.clock.offset";

  private ClockOffset() {}

  /**
   * That of this process; negative = behind.
   *
   * @throws KnownFault if {@value #PROPERTY} is no duration
   */
  public static Duration ofProcess() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(ClockOffset::parsed)
        .orElse(Duration.ZERO);
  }

  static Duration parsed(String said) {
    try {
      return Duration.parse(said.strip());
    } catch (DateTimeParseException e) {
      throw new KnownFault(
          "-D%s=%s is no duration; give one such as PT2M (ahead) or -PT2M (behind)"
              .formatted(PROPERTY, said),
          e);
    }
  }
}
