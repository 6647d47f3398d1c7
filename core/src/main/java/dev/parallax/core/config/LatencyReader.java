package dev.parallax.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the parameters of {@code strategy: latency} (R6, R7). */
final class LatencyReader {
  static final Map<String, Strategy.Tier> TIERS =
      Words.of(
          "sameRegion",
          Strategy.Tier.SAME_REGION,
          "nearestRegion",
          Strategy.Tier.NEAREST_REGION,
          "anyRegion",
          Strategy.Tier.ANY_REGION);

  private LatencyReader() {}

  static Strategy.Latency read(Fields routing, Fields config) {
    var preferences = routing.at("preferences").map(LatencyReader::preferences).orElse(List.of());
    if (routing.at("preferences").isPresent()) {
      refuseBesidePreferences(config, "fallback");
      refuseBesidePreferences(config, "sameRegionBonus");
    }
    return new Strategy.Latency(
        config.read("maxLatency", Durations::positiveMillis),
        config.read("sameRegionBonus", Duration.ZERO, Durations::millisOrZero),
        config.read("fallback", at -> at.choice(TIERS)),
        preferences);
  }

  private static List<Strategy.Tier> preferences(Cursor at) {
    var tiers = new ArrayList<Strategy.Tier>();
    for (var item : at.items()) {
      if (tiers.contains(Strategy.Tier.ANY_REGION)) {
        item.refuse("R7", "is never reached: it follows anyRegion, which takes what is left");
      } else {
        item.choice(TIERS).ifPresent(tier -> add(tier, item, tiers));
      }
    }
    if (at.node() instanceof ConfigNode.Sequence list && list.items().isEmpty()) {
      at.refuse("R7", "prefers nothing: name sameRegion, nearestRegion or anyRegion");
    }
    return tiers;
  }

  private static void add(Strategy.Tier tier, Cursor item, List<Strategy.Tier> tiers) {
    if (tiers.contains(tier)) {
      item.refuse("R7", "stands twice: keep the first");
    }
    tiers.add(tier);
  }

  private static void refuseBesidePreferences(Fields config, String key) {
    config
        .at(key)
        .ifPresent(
            at -> at.refuse("R7", "has no effect beside routing.preferences: keep one of them"));
  }
}
