package dev.parallax.cli.cases;

import java.util.Optional;

/**
 * Whether a case holds.
 *
 * @param tested the case
 * @param mismatch why it does not; absent if it does
 */
public record Verdict(Case tested, Optional<Mismatch> mismatch) {
  /**
   * Something that was expected to be otherwise.
   *
   * @param expected everything that the case expects, in one line
   * @param actual what was found instead, in one line
   * @param explanation how that came about, in several lines
   */
  public record Mismatch(String expected, String actual, String explanation) {}

  /** Whether all that was expected holds. */
  public boolean holds() {
    return mismatch.isEmpty();
  }
}
