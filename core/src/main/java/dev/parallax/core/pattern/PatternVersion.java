package dev.parallax.core.pattern;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A semantic version, such as {@code 1.4.0} or {@code 2.0.0-rc.1}, ordered as Semantic Versioning
 * 2.0.0 orders them: figures as numbers, a pre-release before its release, its identifiers in turn,
 * numeric ones as numbers and before all others. Build metadata is not accepted, as it would make
 * two versions that are neither equal nor ordered.
 *
 * @param major 0 or more
 * @param minor 0 or more
 * @param patch 0 or more
 * @param preRelease identifiers of the pre-release; empty for a release
 */
public record PatternVersion(int major, int minor, int patch, List<String> preRelease)
    implements Comparable<PatternVersion> {
  private static final int LONGEST = 96;
  private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + IDENTIFIER
              + "(?:\\."
              + IDENTIFIER
              + ")*))?");

  /** Copies the identifiers. */
  public PatternVersion {
    preRelease = List.copyOf(preRelease);
  }

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException if the text is none, saying what one looks like
   */
  public static PatternVersion parse(String text) {
    var match = FORM.matcher(text);
    if (text.length() > LONGEST || !match.matches()) {
      throw new IllegalArgumentException("is no semantic version such as 1.4.0");
    }
    return new PatternVersion(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        Integer.parseInt(match.group(3)),
        match.group(4) == null ? List.of() : List.of(match.group(4).split("\\.", -1)));
  }

  @Override
  public int compareTo(PatternVersion other) {
    int order = Integer.compare(major, other.major);
    order = order != 0 ? order : Integer.compare(minor, other.minor);
    order = order != 0 ? order : Integer.compare(patch, other.patch);
    return order != 0 ? order : comparePreRelease(other);
  }

  private int comparePreRelease(PatternVersion other) {
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    int common = Math.min(preRelease.size(), other.preRelease.size());
    for (int i = 0; i < common; i++) {
      int order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  private static int compareIdentifiers(String one, String other) {
    boolean number = isNumber(one);
    if (number != isNumber(other)) {
      return number ? -1 : 1;
    }
    // Neither has leading zeros, so the longer number is the greater.
    return number && one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }

  private static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** As it was written. */
  @Override
  public String toString() {
    var release = major + "." + minor + "." + patch;
    return preRelease.isEmpty() ? release : release + "-" + String.join(".", preRelease);
  }
}
