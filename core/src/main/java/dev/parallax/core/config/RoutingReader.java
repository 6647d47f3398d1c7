package dev.parallax.core.config;

import java.time.Duration;
import java.util.List;

/** Reads {@code routing}. */
final class RoutingReader {
  private static final List<String> KEYS =
      List.of("strategy", "config", "preferences", "crossRegionEnabled", "hold", "maxHeld");

  private RoutingReader() {}

  static Routing read(Fields root) {
    var routing = root.section("routing", KEYS);
    routing
        .read("strategy", Cursor::text)
        .filter(s -> !s.equals("latency"))
        .ifPresent(s -> routing.at("strategy").orElseThrow().refuse("C3", "is not supported yet"));
    var config = routing.section("config", LatencyReader.CONFIG);
    return new Routing(
        LatencyReader.read(routing, config),
        routing.read("crossRegionEnabled", true, Cursor::flag),
        Residency.NONE,
        routing.read("hold", Duration.ZERO, Durations::orZero),
        routing.read("maxHeld", 100_000, at -> at.whole(0, 10_000_000)));
  }
}
