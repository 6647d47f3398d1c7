package dev.parallax.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as C2 spells them: a whole number and {@code ms}, {@code s}, {@code m} or {@code h}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private Durations() {}

  /** The duration that a text spells; empty if it spells none. */
  public static Optional<Duration> parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(form.group(1));
    return Optional.of(
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }

  /** The canonical spelling: hours, else seconds, else milliseconds, whichever is whole. */
  public static String print(Duration duration) {
    long ms = duration.toMillis();
    if (ms != 0 && ms % 3_600_000 == 0) {
      return ms / 3_600_000 + "h";
    }
    return ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
  }

  /** At least 1 ms. */
  static Optional<Duration> positive(Cursor at) {
    return read(at).flatMap(duration -> within(at, duration, SHORTEST));
  }

  /** Zero, which switches something off, or more. */
  static Optional<Duration> orZero(Cursor at) {
    return read(at).flatMap(duration -> within(at, duration, Duration.ZERO));
  }

  /** At least 1 ms; a bare number is milliseconds, as the page shows it for this key (C2). */
  static Optional<Duration> positiveMillis(Cursor at) {
    return millis(at, SHORTEST);
  }

  /** The same with zero. */
  static Optional<Duration> millisOrZero(Cursor at) {
    return millis(at, Duration.ZERO);
  }

  private static Optional<Duration> millis(Cursor at, Duration least) {
    if (at.node() instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Num) {
      return at.whole((int) least.toMillis(), Integer.MAX_VALUE).map(Duration::ofMillis);
    }
    return read(at).flatMap(duration -> within(at, duration, least));
  }

  private static Optional<Duration> read(Cursor at) {
    var parsed =
        at.node() instanceof ConfigNode.Scalar scalar
            ? parse(scalar.text())
            : Optional.<Duration>empty();
    if (parsed.isEmpty()) {
      at.refuse("C2", "is not a duration: write a whole number and its unit: 250ms, 10s, 5m or 1h");
    }
    return parsed;
  }

  private static Optional<Duration> within(Cursor at, Duration duration, Duration least) {
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      at.refuse("C2", "is not between " + print(least) + " and " + print(LONGEST));
      return Optional.empty();
    }
    return Optional.of(duration);
  }
}
