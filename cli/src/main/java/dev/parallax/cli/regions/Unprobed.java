package dev.parallax.cli.regions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import java.util.Optional;

/** Why a region may be probed by nobody, and what to do (H8). */
final class Unprobed {
  private Unprobed() {}

  /** What to do so that somebody probes the region. */
  static String advice(Connection connection, String region) {
    return region(connection, region)
        .map(
            known ->
                known.endpoint().isEmpty()
                    ? withoutEndpoint(region)
                    : withEndpoint(connection.config().orElseThrow(), known))
        .orElse("start health-app, or 'health-app --observer' in another region");
  }

  /** What to do so that the region gets an endpoint; absent if it has one, or none is known. */
  static Optional<String> missingEndpoint(Connection connection, String region) {
    return region(connection, region)
        .filter(known -> known.endpoint().isEmpty())
        .map(known -> withoutEndpoint(region));
  }

  private static Optional<Region> region(Connection connection, String id) {
    return connection.config().stream()
        .flatMap(config -> config.regions().stream())
        .filter(region -> region.id().equals(id))
        .findFirst();
  }

  private static String withoutEndpoint(String region) {
    return region
        + " has no endpoint: set regions[].endpoint to the base URL of its apps and start the"
        + " health-app again (H8)";
  }

  private static String withEndpoint(ParallaxConfig config, Region region) {
    var current = config.controlPlane().currentRegion();
    return region.id().equals(current)
        ? "no region probes itself, and this is the control plane's own: run 'health-app --observer'"
            + " in another region (H8)"
        : "is the health-app of "
            + current
            + " running? It probes "
            + region.endpoint().orElseThrow()
            + "; its log tells";
  }
}
