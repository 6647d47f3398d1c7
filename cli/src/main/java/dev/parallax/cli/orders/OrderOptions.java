package dev.parallax.cli.orders;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all orders take. */
final class OrderOptions {
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "15s",
      converter = DurationConverter.class,
      description = "How long to wait for the effect (${DEFAULT-VALUE}).")
  private Duration timeout;

  ConnectionOptions cluster() {
    return cluster;
  }

  Duration timeout() {
    return timeout;
  }
}
