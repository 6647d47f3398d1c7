package dev.parallax.core.health;

import dev.parallax.core.fleet.Health;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The verdict on a region and why (H3). UNHEALTHY takes as many observers that say DOWN as the
 * quorum: in federated mode more than half of all regions (F8). Where fewer observers than that
 * have fresh evidence, the best that can be said of a region of which one says DOWN is DEGRADED, or
 * nothing new where it was UNHEALTHY before.
 *
 * @param health the verdict
 * @param cause why, with figures, one sentence for people
 */
record Judgement(Health health, String cause) {

  /**
   * The verdict.
   *
   * @param wasUnhealthy whether the last one that was not UNKNOWN was UNHEALTHY
   */
  static Judgement of(
      Collection<Observation> observations, boolean wasUnhealthy, long now, RegionRules rules) {
    var deciding = observations.stream().filter(o -> o.decides(now, rules)).toList();
    var down = deciding.stream().filter(o -> o.verdict() == Verdict.DOWN).toList();
    if (deciding.size() < rules.quorum() && (down.isEmpty() || wasUnhealthy)) {
      return new Judgement(Health.UNKNOWN, missing(observations, deciding.size(), now, rules));
    }
    if (down.isEmpty()) {
      return new Judgement(Health.HEALTHY, "up for " + count(deciding.size()));
    }
    boolean most = down.size() >= rules.quorum() && 2 * down.size() > deciding.size();
    return new Judgement(
        most ? Health.UNHEALTHY : Health.DEGRADED, failures(down, deciding.size()));
  }

  private static String failures(List<Observation> down, int of) {
    return "down for %d of %s: ".formatted(down.size(), count(of))
        + down.stream().map(Judgement::failure).collect(Collectors.joining("; "));
  }

  private static String failure(Observation down) {
    return down.failures() == 0
        ? "%s (%d successes since)".formatted(down.observer(), down.successes())
        : "%s (%d failures, last: %s)"
            .formatted(down.observer(), down.failures(), down.error().orElse("failed"));
  }

  private static String missing(
      Collection<Observation> observations, int deciding, long now, RegionRules rules) {
    if (observations.isEmpty()) {
      return "never probed";
    }
    if (deciding > 0) {
      return "%s with fresh probes, %d needed".formatted(count(deciding), rules.quorum());
    }
    var newest = Collections.max(observations, Comparator.comparingLong(Observation::heardAt));
    long age = now - newest.heardAt();
    if (age >= rules.freshMs()) {
      return "no fresh probe for " + age / 1_000 + "s";
    }
    return "too few probes yet" + newest.error().map(e -> ", the last failed: " + e).orElse("");
  }

  private static String count(int observers) {
    return observers == 1 ? "1 observer" : observers + " observers";
  }
}
