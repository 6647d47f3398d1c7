package dev.parallax.cli.drills.chaos;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.util.List;
import java.util.Map;

/** The kinds of requests of the drill, by turns: a third is bound, a fifth asks all regions. */
enum Sample {
  EU("content-classifier", "eu"),
  FREE("content-classifier", ""),
  CONSENSUS("global-consensus", ""),
  US("content-classifier", "us"),
  VOTES("global-consensus", ""),
  EU_AGAIN("content-classifier", "eu"),
  /** By capability, without a pattern. */
  CAPABILITY(null, ""),
  /** As JSON, without a key, on any partition. */
  JSON("content-classifier", "eu"),
  /** The same request twice. */
  TWICE("content-classifier", ""),
  /** Cancelled as soon as it is sent. */
  CANCELLED("content-classifier", "");

  private static final long ATTEMPT_MS = 5_000;
  private static final int RETRIES = 2;

  /** So far ahead that it is not over by a clock that is wrong. */
  private static final long FAR_AHEAD_MS = 300_000;

  private static final String TEXT = "win a free prize now";

  private final String pattern;
  private final String residency;

  Sample(String pattern, String residency) {
    this.pattern = pattern;
    this.residency = residency;
  }

  /** The one whose turn it is. */
  static Sample of(int number) {
    return values()[number % values().length];
  }

  private String input() {
    return residency.isEmpty()
        ? "{\"text\":\"%s\"}".formatted(TEXT)
        : "{\"text\":\"%s\",\"dataResidency\":\"%s\"}".formatted(TEXT, residency);
  }

  /**
   * A request of this kind.
   *
   * @param now ms since the epoch
   */
  ExecutionRequest request(String id, String origin, long now) {
    return ExecutionRequest.newBuilder()
        .setExecutionId(id)
        .setPattern(pattern)
        .setCapabilities(this == CAPABILITY ? List.of("classification") : List.of())
        .setInput(input())
        .setOriginRegion(origin)
        .setMetadata(Map.of())
        .setDeadline(hasDeadline() ? now + FAR_AHEAD_MS : null)
        .setOptions(new ExecutionOptions(ATTEMPT_MS, RETRIES, this == VOTES))
        .build();
  }

  /** Half of the kinds have one of their own; where the router's clock is wrong, others expire. */
  private boolean hasDeadline() {
    return switch (this) {
      case EU, FREE, CONSENSUS, US, TWICE -> true;
      default -> false;
    };
  }

  /** The same as JSON. */
  String json(String id, String origin) {
    return """
        {"executionId":"%s","pattern":"%s","input":%s,"originRegion":"%s",\
        "options":{"timeoutMs":%d,"retries":%d}}"""
        .formatted(id, pattern, input(), origin, ATTEMPT_MS, RETRIES);
  }
}
