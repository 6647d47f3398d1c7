package dev.parallax.core.aggregation;

import dev.parallax.core.fleet.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds settings that would have no effect: they are refused, not ignored.
 *
 * @param from the aggregation
 * @param faults gets what is found
 */
record Ignored(Pattern.Aggregation from, List<String> faults) {
  /**
   * @param what the strategy or method, as a user would call it
   * @param keys those that it reads
   */
  void under(String what, String... keys) {
    set()
        .forEach(
            (key, isSet) -> {
              if (isSet && !List.of(keys).contains(key)) {
                faults.add(
                    "aggregation.%s has no effect under %s; leave it out".formatted(key, what));
              }
            });
  }

  private Map<String, Boolean> set() {
    return new TreeMap<>(
        Map.of(
            "method", from.method().isPresent(),
            "minVotes", from.minVotes().isPresent(),
            "tieBreaker", from.tieBreaker().isPresent(),
            "weights", !from.weights().isEmpty(),
            "threshold", from.threshold().isPresent(),
            "tolerance", from.tolerance().isPresent(),
            "fields", !from.fields().isEmpty(),
            "crossRegion", from.crossRegion(),
            "minConfidence", from.minConfidence().isPresent()));
  }
}
