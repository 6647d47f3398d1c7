package dev.parallax.cli.up;

import dev.parallax.cli.console.CommandFailure;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that make {@code up --once} show what happens when regions do not agree. */
final class TrialOptions {
  private static final String ACROSS_REGIONS = "global-consensus";

  @Option(
      names = "--disagree",
      paramLabel = "REGION",
      description = {
        "With --once --pattern global-consensus: the agents of this region answer something else on"
            + " purpose. 0 if every request FAILED and its votes and reason show that region."
      })
  private String disagree;

  @Option(
      names = "--down",
      paramLabel = "REGION",
      description = {
        "With --once --pattern global-consensus: kills the agents of this region before the first"
            + " request. 0 if every request FAILED naming the region, and those that are sent once"
            + " its agents are known to be gone are unroutable, naming it."
      })
  private String down;

  /**
   * What is to be shown.
   *
   * @throws CommandFailure if the options do not go together or name no region
   */
  Trial trial(boolean once, String pattern, List<SandboxRegion> regions) {
    if (disagree == null && down == null) {
      return new Trial.Completed();
    }
    if (disagree != null && down != null) {
      throw CommandFailure.usage("--disagree and --down exclude each other: one at a time");
    }
    var option = disagree != null ? "--disagree" : "--down";
    if (!once || !ACROSS_REGIONS.equals(pattern)) {
      throw CommandFailure.usage(
          option + " needs --once --pattern " + ACROSS_REGIONS + ", which asks every region");
    }
    requireRegion(option, disagree != null ? disagree : down, regions);
    return disagree != null ? new Trial.Disagreement(disagree) : new Trial.Down(down);
  }

  private static void requireRegion(String option, String region, List<SandboxRegion> regions) {
    if (regions.stream().noneMatch(known -> known.id().equals(region))) {
      throw CommandFailure.usage(
          "%s %s: no such region; there are %s"
              .formatted(
                  option,
                  region,
                  regions.stream().map(SandboxRegion::id).collect(Collectors.joining(", "))));
    }
  }
}
