package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The opened {@code routing}. The page spells some parameters of a strategy there and some in
 * {@code config} below it.
 *
 * @param routing keys of {@code routing}
 * @param config keys of {@code routing.config}
 */
record RoutingKeys(Fields routing, Fields config) {
  private static final List<String> OWN =
      List.of("strategy", "config", "crossRegionEnabled", "residency", "hold", "maxHeld");

  static RoutingKeys open(Fields root) {
    var keys = new ArrayList<>(OWN);
    keys.addAll(StrategyKind.allKeys());
    var configKeys = StrategyKind.allConfigKeys();
    var routing = root.section("routing", keys, places(configKeys, "routing.config."));
    return new RoutingKeys(
        routing, routing.section("config", configKeys, places(keys, "routing.")));
  }

  /** {@code routing.config.healthCheck}. */
  HealthKeys health() {
    return HealthKeys.read(config.section("healthCheck", HealthKeys.KEYS));
  }

  private static Map<String, String> places(List<String> keys, String section) {
    var places = new HashMap<String, String>();
    keys.forEach(key -> places.put(key, section + key));
    return places;
  }
}
