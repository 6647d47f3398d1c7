package dev.parallax.core.routing;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be routed.
 *
 * @param executionId identity; with the attempt it seeds the choice of agents (R12)
 * @param pattern name of the pattern; absent means one agent (R21)
 * @param patternVersion version that must exist; absent means the newest (R21)
 * @param capabilities what every agent must have, besides the pattern's (R4)
 * @param input the values that rules and templates read
 * @param origin the request's originRegion; absent means the router's own region (R2)
 * @param priority for matching only
 * @param metadata for matching only
 * @param attempt from 1
 * @param excludedAgents ids that must not be chosen (X8)
 */
public record Request(
    String executionId,
    Optional<String> pattern,
    Optional<String> patternVersion,
    Set<String> capabilities,
    Input input,
    Optional<String> origin,
    Optional<String> priority,
    Map<String, String> metadata,
    int attempt,
    Set<String> excludedAgents) {

  /**
   * @throws IllegalArgumentException if {@code attempt} is below 1
   */
  public Request {
    Objects.requireNonNull(executionId, "executionId");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(patternVersion, "patternVersion");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(priority, "priority");
    capabilities = Set.copyOf(capabilities);
    metadata = Map.copyOf(metadata);
    excludedAgents = Set.copyOf(excludedAgents);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt counts from 1");
    }
  }
}
