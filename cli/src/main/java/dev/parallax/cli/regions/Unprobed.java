package dev.parallax.cli.regions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.core.config.ParallaxConfig;
import java.net.URI;
import java.util.Optional;

/** Why a region may be probed by nobody, and what to do (H8). */
final class Unprobed {
  private Unprobed() {}

  /** What to do so that somebody probes the region. */
  static String advice(Connection connection, String region) {
    return config(connection, region)
        .map(
            config ->
                config
                    .probedAt(region)
                    .map(endpoint -> withEndpoint(config, region, endpoint))
                    .orElseGet(() -> withoutEndpoint(region)))
        .orElse("start health-app, or 'health-app --observer' in another region");
  }

  /** What to do so that the region gets an endpoint; absent if it has one, or none is known. */
  static Optional<String> missingEndpoint(Connection connection, String region) {
    return config(connection, region)
        .filter(config -> config.probedAt(region).isEmpty())
        .map(config -> withoutEndpoint(region));
  }

  private static Optional<ParallaxConfig> config(Connection connection, String region) {
    return connection.config().filter(config -> config.regionIds().contains(region));
  }

  private static String withoutEndpoint(String region) {
    return region
        + " has no endpoint: set regions[].endpoint to the base URL of its apps and start the"
        + " health-app again (H8)";
  }

  private static String withEndpoint(ParallaxConfig config, String region, URI endpoint) {
    var current = config.controlPlane().currentRegion();
    return region.equals(current)
        ? "no region probes itself, and this is the control plane's own: run 'health-app --observer'"
            + " in another region (H8)"
        : "is the health-app of " + current + " running? It probes " + endpoint + "; its log tells";
  }
}
