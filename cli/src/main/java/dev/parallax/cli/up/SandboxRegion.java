package dev.parallax.cli.up;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A region of the sandbox.
 *
 * @param id its id
 * @param name for people
 * @param agents how many run there
 * @param capabilities of each of them
 * @param roundTrips to the other regions, by id
 */
record SandboxRegion(
    String id,
    String name,
    int agents,
    List<String> capabilities,
    Map<String, Duration> roundTrips) {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";
  private static final Duration US_TO_EU = Duration.ofMillis(85);
  private static final Duration US_TO_AP = Duration.ofMillis(180);
  private static final Duration EU_TO_AP = Duration.ofMillis(130);

  SandboxRegion {
    capabilities = List.copyOf(capabilities);
    roundTrips = Map.copyOf(roundTrips);
  }

  /** 0 to itself. */
  Duration roundTrip(SandboxRegion other) {
    return other.id().equals(id) ? Duration.ZERO : roundTrips.get(other.id());
  }

  /** The first is the control plane's own. */
  static List<SandboxRegion> three() {
    return List.of(
        new SandboxRegion(
            US,
            "US East (Virginia)",
            10,
            List.of("classification", "analysis"),
            Map.of(EU, US_TO_EU, AP, US_TO_AP)),
        new SandboxRegion(
            EU,
            "EU West (Ireland)",
            8,
            List.of("classification", "translation"),
            Map.of(US, US_TO_EU, AP, EU_TO_AP)),
        new SandboxRegion(
            AP,
            "Asia Pacific (Mumbai)",
            6,
            List.of("classification", "analysis"),
            Map.of(US, US_TO_AP, EU, EU_TO_AP)));
  }
}
