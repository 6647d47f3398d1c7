package dev.parallax.cli.drills.chaos;

import java.time.Duration;

/**
 * Something that happens to a region.
 *
 * @param kind what
 * @param region to which
 * @param at when it begins, after the beginning of the drill
 * @param length how long it lasts
 * @param shift of the clocks, of {@link Kind#CLOCK}; else zero
 */
record Mishap(Kind kind, String region, Duration at, Duration length, Duration shift) {
  Duration end() {
    return at.plus(length);
  }

  boolean overlaps(Mishap other) {
    return at.compareTo(other.end()) < 0 && other.at.compareTo(end()) < 0;
  }

  @Override
  public String toString() {
    return "%5.1f s  %-12s %s%s, %.1f s"
        .formatted(
            at.toMillis() / 1e3,
            kind,
            region,
            shift.isZero() ? "" : " by %+d s".formatted(shift.toSeconds()),
            length.toMillis() / 1e3);
  }
}
