package dev.parallax.client;

import dev.parallax.events.ExecutionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Requests as records, and what may be told of them without knowing the control plane. */
final class Requests {
  /** Routing, transport and clean-up beyond the time that an execution itself may take. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** What the control plane does unless it is told otherwise (C5). */
  private static final int DEFAULT_RETRIES = 1;

  private Requests() {}

  /**
   * @param options with identity
   * @param pattern null for none
   * @param input JSON text
   */
  static ExecutionRequest event(
      String pattern, String input, ExecutionOptions options, Optional<String> origin, long now) {
    return ExecutionRequest.newBuilder()
        .setExecutionId(options.executionId().orElseThrow())
        .setPattern(pattern)
        .setPatternVersion(options.patternVersion().orElse(null))
        .setCapabilities(options.capabilities())
        .setInput(input)
        .setOriginRegion(options.originRegion().or(() -> origin).orElse(null))
        .setPriority(options.priority().orElse(null))
        .setMetadata(Map.copyOf(options.metadata()))
        .setDeadline(options.deadline().map(Instant::toEpochMilli).orElse(null))
        .setOptions(limits(options))
        .setRequestedAt(now)
        .build();
  }

  private static dev.parallax.events.ExecutionOptions limits(ExecutionOptions options) {
    if (options.timeout().isEmpty() && options.retries().isEmpty() && !options.includeVotes()) {
      return null;
    }
    return dev.parallax.events.ExecutionOptions.newBuilder()
        .setTimeoutMs(options.timeout().map(Duration::toMillis).orElse(null))
        .setRetries(options.retries().orElse(null))
        .setIncludeVotes(options.includeVotes())
        .build();
  }

  /** The same request whatever it is called and whenever it was made. */
  static boolean sameContent(ExecutionRequest one, ExecutionRequest other) {
    return content(one).equals(content(other));
  }

  private static ExecutionRequest content(ExecutionRequest request) {
    return ExecutionRequest.newBuilder(request).setExecutionId(null).setRequestedAt(null).build();
  }

  /**
   * How long to wait for the outcome: {@code atLeast}, and longer where the options let the
   * execution take longer.
   */
  static Duration patience(ExecutionOptions options, Duration atLeast, Instant now) {
    var wanted =
        options
            .deadline()
            .map(at -> Duration.between(now, at))
            .or(
                () ->
                    options
                        .timeout()
                        .map(t -> t.multipliedBy(options.retries().orElse(DEFAULT_RETRIES) + 1L)))
            .map(longest -> longest.plus(GRACE))
            .orElse(atLeast);
    return wanted.compareTo(atLeast) > 0 ? wanted : atLeast;
  }
}
