package dev.parallax.cli.check;

import dev.parallax.events.AgentRequirements;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** R13 and R14 as they are written: which regions a pattern leaves to a request. */
final class PlainPatternRegions {
  private static final String AUTO = "auto";
  private static final String INPUT = "$input.";

  private PlainPatternRegions() {}

  /** Absent: all, as far as the pattern goes. */
  static Optional<Set<String>> of(AgentRequirements agents, Object input) {
    if (agents.getDistribution() != null) {
      return Optional.of(Set.copyOf(agents.getDistribution().getRegions()));
    }
    return Optional.ofNullable(agents.getRegion())
        .map(region -> first(region, input))
        .filter(region -> !region.equals(AUTO))
        .map(Set::of);
  }

  /** The first side that yields something; of a region that is none, no task can be written. */
  private static String first(String region, Object input) {
    for (var side : region.split("\\|\\|", -1)) {
      var text = side.strip();
      if (!text.startsWith(INPUT)) {
        return text.replaceAll("^[\"']|[\"']$", "");
      }
      if (PlainJson.reach(input, text.substring(INPUT.length()))
              instanceof PlainJson.Reached.Value found
          && PlainJson.isFilled(found.value())) {
        return found.value().toString();
      }
    }
    return "";
  }

  /** Those that are in both, where both say something. */
  static Optional<Set<String>> both(Optional<Set<String>> one, Optional<Set<String>> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    var common = new HashSet<>(one.get());
    common.retainAll(other.get());
    return Optional.of(common);
  }
}
