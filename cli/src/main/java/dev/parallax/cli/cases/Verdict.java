package dev.parallax.cli.cases;

import java.util.Optional;

/**
 * Whether a case holds.
 *
 * @param tested the case
 * @param mismatch why it does not; absent if it does
 */
public record Verdict(RoutingCase tested, Optional<Mismatch> mismatch) {
  /**
   * A decision that was expected to be another.
   *
   * @param expected everything that the case expects, in one line
   * @param actual what was decided instead, in one line
   * @param explanation how that came about (R18), in several lines
   */
  public record Mismatch(String expected, String actual, String explanation) {}

  /** Whether all that was expected holds. */
  public boolean holds() {
    return mismatch.isEmpty();
  }
}
