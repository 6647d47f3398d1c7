package dev.parallax.cli.execute;

import dev.parallax.cli.console.DurationConverter;
import dev.parallax.client.ExecutionOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a request may say besides its pattern and input. */
final class RequestOptions {
  @Mixin private final RoutedOptions routed = new RoutedOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Time for the agent's answer, such as 10s. Default: the pattern's.")
  private Duration timeout;

  @Option(
      names = "--header",
      paramLabel = "NAME=TEXT",
      description = "A header of the record; it travels to task and outcome. Repeatable.")
  private Map<String, String> headers = Map.of();

  Optional<String> origin() {
    return routed.origin();
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * As the client takes them.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  ExecutionOptions toOptions() {
    var options = routed.addTo(ExecutionOptions.defaults());
    options = timeout == null ? options : options.timeout(timeout);
    for (var header : headers.entrySet()) {
      options = options.header(header.getKey(), header.getValue());
    }
    return options;
  }
}
