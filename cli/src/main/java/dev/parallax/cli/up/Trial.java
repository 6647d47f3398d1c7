package dev.parallax.cli.up;

import dev.parallax.client.UnroutableException;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import java.util.Optional;

/** What {@code up --once} is to show, and whether a request shows it. */
sealed interface Trial {
  /** Requests that are sent at first. */
  int REQUESTS = 50;

  /** Whether the agents of this region answer something else on purpose. */
  default boolean isContrary(String region) {
    return false;
  }

  /** The region whose agents are killed before the first request. */
  default Optional<String> down() {
    return Optional.empty();
  }

  /** Whether this result of one of the first requests is what is expected. */
  boolean isShownBy(SampleResult result);

  /** For people, after a number of requests: what they were. */
  String what();

  /** All requests are completed. */
  record Completed() implements Trial {
    @Override
    public boolean isShownBy(SampleResult result) {
      return result.isCompleted();
    }

    @Override
    public String what() {
      return "completed";
    }
  }

  /** A region disagrees: FAILED, its votes are others than the rest's, and the reason names it. */
  record Disagreement(String region) implements Trial {
    @Override
    public boolean isContrary(String other) {
      return other.equals(region);
    }

    @Override
    public boolean isShownBy(SampleResult result) {
      return isFailedNaming(result, region) && result.outcome().map(this::votesApart).orElse(false);
    }

    private boolean votesApart(ExecutionOutcome outcome) {
      var own = outcome.getVotesByRegion().get(region);
      return own != null
          && !own.isEmpty()
          && outcome.getVotesByRegion().entrySet().stream()
              .filter(other -> !other.getKey().equals(region))
              .allMatch(other -> !other.getValue().equals(own));
    }

    @Override
    public String what() {
      return "FAILED as " + region + " disagrees";
    }
  }

  /** A region is down: FAILED, and the reason names it; then unroutable, as it has no agents. */
  record Down(String region) implements Trial {
    @Override
    public Optional<String> down() {
      return Optional.of(region);
    }

    @Override
    public boolean isShownBy(SampleResult result) {
      return isFailedNaming(result, region);
    }

    /** Whether a request that was sent when the agents were known to be gone was refused for it. */
    boolean isRefused(SampleResult result) {
      return result
          .failure()
          .filter(UnroutableException.class::isInstance)
          .map(UnroutableException.class::cast)
          .filter(refused -> refused.reason().equals("INSUFFICIENT_AGENTS"))
          .filter(refused -> refused.getMessage().contains(region))
          .isPresent();
    }

    @Override
    public String what() {
      return "FAILED as " + region + " is down";
    }
  }

  private static boolean isFailedNaming(SampleResult result, String region) {
    return result
        .outcome()
        .filter(outcome -> outcome.getStatus() == ExecutionStatus.FAILED)
        .filter(outcome -> outcome.getReason() != null && outcome.getReason().contains(region))
        .isPresent();
  }
}
