package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.Spelling;
import java.util.List;

/** Checks regions that a user names. */
public final class KnownRegions {
  private KnownRegions() {}

  /**
   * Refuses a region that is none of the known ones.
   *
   * @param known ids; if empty, nothing is known and nothing refused
   * @throws CommandFailure naming those that there are
   */
  public static void require(String region, List<String> known) {
    if (!known.isEmpty() && !known.contains(region)) {
      throw CommandFailure.usage(
          "there is no region "
              + region
              + "; "
              + Spelling.nearest(region, known)
                  .map(near -> "did you mean " + near + "? There are ")
                  .orElse("there are ")
              + String.join(", ", known));
    }
  }
}
