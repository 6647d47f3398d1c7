package dev.parallax.runtime.input;

import java.util.Comparator;
import java.util.List;

/** The nearest of the names that exist. */
final class Spelling {
  private static final int SHOWN_CHARS = 40;

  private Spelling() {}

  /** The name as it may be shown: shortened, without control characters. */
  static String shown(String name) {
    var printable = new StringBuilder();
    name.codePoints()
        .limit(SHOWN_CHARS)
        .forEach(c -> printable.appendCodePoint(isShown(c) ? c : '?'));
    return printable.length() < name.length() ? printable + "..." : printable.toString();
  }

  /** The one that takes the fewest edits; the first of several. */
  static String nearest(String name, List<String> known) {
    var start = name.substring(0, Math.min(name.length(), SHOWN_CHARS));
    return known.stream().min(Comparator.comparingInt(one -> edits(start, one))).orElseThrow();
  }

  private static boolean isShown(int c) {
    return !Character.isISOControl(c) && Character.isDefined(c) && (c < 0xd800 || c > 0xdfff);
  }

  /** Characters inserted, deleted or replaced, whatever their case. */
  private static int edits(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
