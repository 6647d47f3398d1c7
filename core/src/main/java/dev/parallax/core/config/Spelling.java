package dev.parallax.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class Spelling {
  private Spelling() {}

  /**
   * The nearest of the valid words, if it is near: no more edits than a third of its length, at
   * least one. Letter case does not count. Ties go to the first.
   */
  public static Optional<String> nearest(String word, Collection<String> valid) {
    var lower = word.toLowerCase(Locale.ROOT);
    return valid.stream()
        .filter(candidate -> edits(lower, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> edits(lower, candidate)));
  }

  /** {@code did you mean x?}, or all that is valid if nothing is near. */
  public static String hint(String word, Collection<String> valid) {
    return nearest(word, valid)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> "valid here: " + String.join(", ", valid));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  private static int edits(String word, String candidate) {
    var target = candidate.toLowerCase(Locale.ROOT);
    if (Math.abs(word.length() - target.length()) > target.length()) {
      return Integer.MAX_VALUE;
    }
    int[] beforeLast = new int[target.length() + 1];
    int[] last = new int[target.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      int[] row = new int[last.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = word.charAt(i - 1) == target.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
        if (isSwap(word, i, target, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[target.length()];
  }

  private static boolean isSwap(String word, int i, String target, int j) {
    return i > 1
        && j > 1
        && word.charAt(i - 1) == target.charAt(j - 2)
        && word.charAt(i - 2) == target.charAt(j - 1);
  }
}
