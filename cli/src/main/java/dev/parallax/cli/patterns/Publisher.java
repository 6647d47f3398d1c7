package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import java.util.Optional;

/** Where patterns are applied, and by whom. */
final class Publisher {
  private Publisher() {}

  /**
   * The region that a record names as its own.
   *
   * @throws CommandFailure if none is known
   */
  static String region(Connection connection) {
    return connection
        .region()
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
