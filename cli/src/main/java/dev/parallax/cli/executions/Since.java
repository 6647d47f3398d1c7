package dev.parallax.cli.executions;

import dev.parallax.cli.console.DurationConverter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** How far back topics are read. */
final class Since {
  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "How far back to read, such as 10m or 24h (${DEFAULT-VALUE}).")
  private Duration since;

  Instant time() {
    return Clock.systemUTC().instant().minus(since);
  }

  /** For people. */
  @Override
  public String toString() {
    return since.toMillis() % 60_000 == 0 ? since.toMinutes() + " min" : since.toSeconds() + " s";
  }
}
