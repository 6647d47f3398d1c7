package dev.parallax.core.replication;

import java.util.List;

/**
 * Patterns of names as {@code excludePatterns} writes them (P1): {@code *} stands for any number of
 * characters, also none, {@code ?} for exactly one, everything else for itself, case included. A
 * character outside the basic plane is one character.
 *
 * @param globs a name matches if it matches one of these; none: no name matches
 */
public record Globs(List<String> globs) {

  /** Copies the globs. */
  public Globs {
    globs = List.copyOf(globs);
  }

  /** Whether the whole name matches one of the globs. */
  public boolean matches(String name) {
    return globs.stream().anyMatch(glob -> matches(glob, name));
  }

  /**
   * Whether the whole name matches the glob. Takes at most a time in proportion to the product of
   * both lengths, whatever they are.
   */
  public static boolean matches(String glob, String name) {
    return matches(glob.codePoints().toArray(), name.codePoints().toArray());
  }

  /**
   * Goes on by one character of both; at a mismatch, back to the last star, which then takes one
   * character more. Earlier stars need no second look: what they took can only be taken later.
   */
  private static boolean matches(int[] glob, int[] name) {
    int at = 0;
    int read = 0;
    int star = -1;
    int afterStar = 0;
    while (read < name.length) {
      if (at < glob.length && glob[at] == '*') {
        star = at++;
        afterStar = read;
      } else if (at < glob.length && (glob[at] == '?' || glob[at] == name[read])) {
        at++;
        read++;
      } else if (star >= 0) {
        at = star + 1;
        read = ++afterStar;
      } else {
        return false;
      }
    }
    return onlyStars(glob, at);
  }

  private static boolean onlyStars(int[] glob, int from) {
    for (int at = from; at < glob.length; at++) {
      if (glob[at] != '*') {
        return false;
      }
    }
    return true;
  }
}
