package dev.parallax.cli.drills.failover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When the evidence against a region became enough: the probe with which more than half of its
 * observers had the threshold's failures in a row (H2, H3).
 *
 * @param threshold failures in a row that mean DOWN
 */
record Tipping(int threshold) {
  /**
   * A probe.
   *
   * @param at when the broker took it, ms since the epoch
   */
  record Probed(long at, String observer, String target, boolean ok) {}

  /**
   * When the last such change was, up to a time.
   *
   * @param probes in the order of their time
   * @param until of the effect that is to be explained, ms since the epoch
   * @return empty if the region was not down then
   */
  OptionalLong at(String region, List<Probed> probes, long until) {
    Map<String, Integer> failures = new HashMap<>();
    var tipped = OptionalLong.empty();
    for (var probe : probes) {
      if (!probe.target().equals(region) || probe.at() > until) {
        continue;
      }
      failures.merge(probe.observer(), 1, Integer::sum);
      if (probe.ok()) {
        failures.put(probe.observer(), 0);
      }
      if (!isDown(failures)) {
        tipped = OptionalLong.empty();
      } else if (tipped.isEmpty()) {
        tipped = OptionalLong.of(probe.at());
      }
    }
    return tipped;
  }

  private boolean isDown(Map<String, Integer> failures) {
    long down = failures.values().stream().filter(count -> count >= threshold).count();
    return 2 * down > failures.size();
  }
}
