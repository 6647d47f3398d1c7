package dev.parallax.cli.console;

import java.time.Duration;
import java.time.Instant;

/** Times as people read them. */
public final class Ages {
  private Ages() {}

  /** How long, by its two largest units: {@code 4s}, {@code 3m 20s}, {@code 2d 5h}. */
  public static String of(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d " + duration.toHoursPart() + "h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + "h " + duration.toMinutesPart() + "m";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + "m " + duration.toSecondsPart() + "s";
    }
    return Math.max(0, duration.toSeconds()) + "s";
  }

  /** How long ago, such as {@code 3m 20s ago}; what is to come counts as now. */
  public static String since(long at, Instant now) {
    return of(Duration.between(Instant.ofEpochMilli(at), now)) + " ago";
  }
}
