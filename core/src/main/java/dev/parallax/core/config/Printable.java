package dev.parallax.core.config;

import java.util.Locale;

/** Text of a document as findings may show it: on one line, without what a terminal would obey. */
final class Printable {
  private static final int LONGEST = 1_000;

  private Printable() {}

  /** Control characters and line ends escaped, and no more than 1,000 characters. */
  static String of(String text) {
    var shown = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(point -> append(point, shown));
    return text.codePointCount(0, text.length()) > LONGEST
        ? shown.append("...").toString()
        : shown.toString();
  }

  private static void append(int point, StringBuilder shown) {
    if (isVisible(point)) {
      shown.appendCodePoint(point);
    } else {
      shown.append(String.format(Locale.ROOT, "\\u%04X", point));
    }
  }

  /** Marks of the writing direction would show a text in another order than it is read. */
  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
