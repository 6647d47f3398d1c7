package dev.parallax.core.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The routing part of the effective document (C5). */
final class EffectiveRouting {
  private EffectiveRouting() {}

  static Map<String, Object> of(ParallaxConfig config) {
    var routing = config.routing();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("strategy", routing.strategy().name());
    if (routing.strategy() instanceof Strategy.Latency latency) {
      addLatency(latency, fields);
    }
    fields.put("crossRegionEnabled", routing.crossRegionEnabled());
    fields.put("hold", Durations.print(routing.hold()));
    fields.put("maxHeld", routing.maxHeld());
    return fields;
  }

  private static void addLatency(Strategy.Latency latency, Map<String, Object> fields) {
    var config = new LinkedHashMap<String, Object>();
    latency.maxLatency().ifPresent(bound -> config.put("maxLatency", Durations.print(bound)));
    if (latency.preferences().isEmpty()) {
      config.put("sameRegionBonus", Durations.print(latency.sameRegionBonus()));
    } else {
      fields.put(
          "preferences", latency.preferences().stream().map(EffectiveRouting::tier).toList());
    }
    latency.fallback().ifPresent(tier -> config.put("fallback", tier(tier)));
    fields.put("config", config);
  }

  private static String tier(Strategy.Tier tier) {
    return Words.spell(LatencyReader.TIERS, tier);
  }
}
