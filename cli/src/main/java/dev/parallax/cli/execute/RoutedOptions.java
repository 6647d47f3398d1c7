package dev.parallax.cli.execute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.Json;
import dev.parallax.client.ExecutionOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** What a request may say, besides its pattern and input, that routing looks at. */
public final class RoutedOptions {
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
      description =
          "Identity of the execution: it decides among equals, and nothing runs twice under one."
              + " Default: random.")
  private String id;

  Optional<String> origin() {
    return Optional.ofNullable(origin);
  }

  /** As the client takes them. */
  ExecutionOptions addTo(ExecutionOptions others) {
    var options = others.capabilities(capabilities);
    options = origin == null ? options : options.originRegion(origin);
    options = priority == null ? options : options.priority(priority);
    options = patternVersion == null ? options : options.patternVersion(patternVersion);
    options = id().map(options::executionId).orElse(options);
    for (var entry : metadata.entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    return options;
  }

  /**
   * As the requests topic takes them: a request without pattern and input, under an id.
   *
   * @throws CommandFailure if the id is empty
   */
  public ObjectNode toRequest() {
    var request = Json.object();
    request.put("executionId", id().orElseGet(() -> UUID.randomUUID().toString()));
    Optional.ofNullable(origin).ifPresent(region -> request.put("originRegion", region));
    Optional.ofNullable(priority).ifPresent(text -> request.put("priority", text));
    Optional.ofNullable(patternVersion).ifPresent(v -> request.put("patternVersion", v));
    capabilities.forEach(request.putArray("capabilities")::add);
    metadata.forEach(request.putObject("metadata")::put);
    return request;
  }

  private Optional<String> id() {
    if (id != null && id.isEmpty()) {
      throw CommandFailure.usage("--id must not be empty; leave it out for a random one");
    }
    return Optional.ofNullable(id);
  }
}
