package dev.parallax.runtime.conformance;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** A pattern as users write it, as far as routing and its defaults (X1) go. */
final class PatternDocument {
  private PatternDocument() {}

  static Pattern read(Object document) {
    return Keys.read("pattern", document, PatternDocument::pattern);
  }

  private static Pattern pattern(Keys keys) {
    var agents = Keys.read("agents", keys.map("agents"), PatternDocument::agents);
    return new Pattern(
        keys.requiredText("name"),
        keys.requiredText("version"),
        agents,
        Keys.read("execution", keys.map("execution"), PatternDocument::execution),
        Keys.read(
            "aggregation", keys.map("aggregation"), found -> aggregation(found, agents.min())));
  }

  private static Pattern.Agents agents(Keys keys) {
    var distribution =
        keys.find("distribution")
            .map(found -> Keys.read("distribution", found, PatternDocument::distribution));
    return new Pattern.Agents(
        Set.copyOf(keys.texts("capabilities")),
        keys.count("min").orElse(1),
        optional(keys.count("max")),
        keys.text("region").map(RegionWish::parse).orElseGet(RegionWish.Auto::new),
        distribution);
  }

  private static Pattern.Distribution distribution(Keys keys) {
    return new Pattern.Distribution(keys.texts("regions"), keys.count("minPerRegion").orElse(1));
  }

  private static Pattern.Execution execution(Keys keys) {
    return new Pattern.Execution(
        keys.text("strategy").orElse("parallel"),
        keys.text("timeout").map(text -> Duration.parse("PT" + text)),
        keys.flag("waitForAll", true),
        optional(keys.count("minResults")),
        optional(keys.count("retries")));
  }

  private static Pattern.Aggregation aggregation(Keys keys, int agents) {
    return new Pattern.Aggregation(
        keys.text("strategy").orElse(agents == 1 ? "first" : "voting"),
        keys.text("method"),
        optional(keys.count("minVotes")),
        keys.text("tieBreaker"),
        keys.numbers("weights"),
        optionalDouble(keys.number("threshold")),
        optionalDouble(keys.number("tolerance")),
        keys.texts("fields"),
        keys.flag("crossRegion", false),
        optionalDouble(keys.number("minConfidence")));
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private static OptionalDouble optionalDouble(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }
}
