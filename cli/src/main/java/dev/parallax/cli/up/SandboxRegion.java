package dev.parallax.cli.up;

import java.time.Duration;
import java.util.List;

/**
 * A region of the sandbox.
 *
 * @param id its id
 * @param name for people
 * @param agents how many run there
 * @param capabilities of each of them
 * @param roundTrip between the control plane's region and this one; 0 for that region itself
 */
record SandboxRegion(
    String id, String name, int agents, List<String> capabilities, Duration roundTrip) {
  SandboxRegion {
    capabilities = List.copyOf(capabilities);
  }

  /** The first is the control plane's own. */
  static List<SandboxRegion> three() {
    return List.of(
        new SandboxRegion(
            "us-east-1",
            "US East (Virginia)",
            10,
            List.of("classification", "analysis"),
            Duration.ZERO),
        new SandboxRegion(
            "eu-west-1",
            "EU West (Ireland)",
            8,
            List.of("classification", "translation"),
            Duration.ofMillis(85)),
        new SandboxRegion(
            "ap-south-1",
            "Asia Pacific (Mumbai)",
            6,
            List.of("classification", "analysis"),
            Duration.ofMillis(180)));
  }
}
