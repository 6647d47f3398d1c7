package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.fleet.KnownRegions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where patterns are applied, and by whom. */
final class Publisher {
  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Region that applies it. Default: the configuration's currentRegion.")
  private String region;

  /**
   * The region that a record names as its own.
   *
   * @throws CommandFailure if it is not defined, or not known
   */
  String region(Connection connection) {
    if (region != null) {
      KnownRegions.require(region, connection.regionIds());
      return region;
    }
    return connection
        .config()
        .map(config -> config.controlPlane().currentRegion())
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "no region is known to apply it in: name one by --region, or a configuration by"
                        + " --config"));
  }

  /** The user of the operating system. */
  static Optional<String> user() {
    return Optional.ofNullable(System.getProperty("user.name")).filter(name -> !name.isBlank());
  }
}
