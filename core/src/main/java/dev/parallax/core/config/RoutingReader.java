package dev.parallax.core.config;

import java.time.Duration;

/** Reads what {@code routing} says about every strategy. */
final class RoutingReader {
  private static final int MAX_HELD = 100_000;
  private static final int MOST_HELD = 10_000_000;
  private static final Duration HOLD = Duration.ofSeconds(10);

  private RoutingReader() {}

  static Routing read(
      Fields routing, Strategy strategy, RegionNames names, ControlPlane controlPlane) {
    return new Routing(
        strategy,
        routing.read("crossRegionEnabled", true, Cursor::flag),
        ResidencyReader.read(routing, names, controlPlane.mode(), strategy),
        routing.read("hold", HOLD, Durations::orZero),
        routing.read("maxHeld", MAX_HELD, at -> at.whole(1, MOST_HELD)));
  }
}
