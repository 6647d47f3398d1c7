package dev.parallax.cli.execute;

import dev.parallax.cli.console.DurationConverter;
import dev.parallax.client.ExecutionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a request may say besides its pattern and input. */
final class RequestOptions {
  @Option(
      names = "--origin",
      paramLabel = "REGION",
      description = "Region where the request arises. Default: the router's own.")
  private String origin;

  @Option(
      names = "--capabilities",
      paramLabel = "NAME",
      split = ",",
      description = "Capabilities that the agent must have, besides the pattern's.")
  private List<String> capabilities = List.of();

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

  @Option(
      names = "--metadata",
      paramLabel = "NAME=TEXT",
      description = "Metadata that routing rules may match. Repeatable.")
  private Map<String, String> metadata = Map.of();

  @Option(
      names = "--priority",
      paramLabel = "TEXT",
      description = "Priority that routing rules may match.")
  private String priority;

  @Option(
      names = "--pattern-version",
      paramLabel = "VERSION",
      description = "Version of the pattern. Default: the newest.")
  private String patternVersion;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Identity of the execution; repeating it runs nothing twice. Default: random.")
  private String id;

  Optional<String> origin() {
    return Optional.ofNullable(origin);
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
    if (id != null && id.isEmpty()) {
      throw new IllegalArgumentException("--id must not be empty; leave it out for a random one");
    }
    var options = ExecutionOptions.defaults().capabilities(capabilities);
    options = origin == null ? options : options.originRegion(origin);
    options = timeout == null ? options : options.timeout(timeout);
    options = priority == null ? options : options.priority(priority);
    options = patternVersion == null ? options : options.patternVersion(patternVersion);
    options = id == null ? options : options.executionId(id);
    for (var header : headers.entrySet()) {
      options = options.header(header.getKey(), header.getValue());
    }
    for (var entry : metadata.entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    return options;
  }
}
