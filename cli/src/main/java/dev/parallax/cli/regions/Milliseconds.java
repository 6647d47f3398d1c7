package dev.parallax.cli.regions;

import java.util.Locale;

/** Round trips as people read them. */
final class Milliseconds {
  private Milliseconds() {}

  /** To a tenth: {@code 85.4 ms}. */
  static String text(double ms) {
    return String.format(Locale.ROOT, "%.1f ms", ms);
  }
}
