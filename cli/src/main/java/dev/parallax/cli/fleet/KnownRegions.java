package dev.parallax.cli.fleet;

import dev.parallax.cli.console.CommandFailure;
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
          "there is no region " + region + "; there are " + String.join(", ", known));
    }
  }
}
