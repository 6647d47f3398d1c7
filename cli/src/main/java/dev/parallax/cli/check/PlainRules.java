package dev.parallax.cli.check;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.PatternDefinition;
import java.util.Optional;
import java.util.Set;

/**
 * What the configuration says of requests in one cluster.
 *
 * @param config as it is in the cluster's region
 */
record PlainRules(ParallaxConfig config) {
  String prefix() {
    return config.topics().prefix();
  }

  /**
   * The request, with where and how often it may be worked on.
   *
   * @param pattern the version that was used; absent if there is none, or it is not known any more
   */
  Requested requested(
      Place at, long appendedAt, Incoming incoming, Optional<PatternDefinition> pattern) {
    var request = incoming.record();
    int retries = retries(request, pattern);
    return new Requested(
        at,
        appendedAt,
        bounds(request, incoming.input(), pattern),
        retries,
        request.getDeadline() == null
            ? appendedAt
                + timeout(request, pattern) * (retries + 1L)
                + config.routing().hold().toMillis()
            : request.getDeadline());
  }

  private int retries(ExecutionRequest request, Optional<PatternDefinition> pattern) {
    return Optional.ofNullable(request.getOptions())
        .map(options -> options.getRetries())
        .or(() -> pattern.map(known -> known.getExecution().getRetries()))
        .orElse(config.executions().retries());
  }

  private long timeout(ExecutionRequest request, Optional<PatternDefinition> pattern) {
    return Optional.ofNullable(request.getOptions())
        .map(options -> options.getTimeoutMs())
        .or(() -> pattern.map(known -> known.getExecution().getTimeoutMs()))
        .orElse(config.executions().timeout().toMillis());
  }

  private Bounds bounds(
      ExecutionRequest request, Optional<Object> input, Optional<PatternDefinition> pattern) {
    if (input.isEmpty()) {
      return Bounds.NOWHERE;
    }
    var origin =
        Optional.ofNullable(request.getOriginRegion())
            .orElse(config.controlPlane().currentRegion());
    var ofPattern =
        pattern.flatMap(known -> PlainPatternRegions.of(known.getAgents(), input.get()));
    var ofOrigin =
        config.routing().crossRegionEnabled()
            ? Optional.<Set<String>>empty()
            : Optional.of(Set.of(origin));
    return new Bounds(
        new PlainResidency(config.routing().residency()).of(request, input.get(), origin),
        PlainPatternRegions.both(ofPattern, ofOrigin));
  }
}
