package dev.parallax.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is copied between the clusters of regions: {@code replication} and {@code
 * controlPlane.federation.sync} (P1 to P4).
 *
 * @param patterns how patterns reach the other regions
 * @param agents whether the states of agents and regions are copied, for looking only (P4)
 * @param executions what is copied of executions
 * @param topics globs of further topics that are copied; usually none
 */
public record Replication(
    Patterns patterns, boolean agents, Executions executions, List<String> topics) {

  /** Nothing is copied: what a single cluster needs. */
  public static final Replication NONE =
      new Replication(
          new Patterns(
              false, Mode.EVENTUAL, List.of(), OnUnavailable.REJECT, Duration.ofSeconds(30)),
          false,
          new Executions(false, Optional.empty()),
          List.of());

  /** Copies the globs. */
  public Replication {
    Objects.requireNonNull(patterns, "patterns");
    Objects.requireNonNull(executions, "executions");
    topics = List.copyOf(topics);
  }

  /** Whether anything is copied between regions. */
  public boolean isAny() {
    return patterns.enabled()
        || agents
        || executions.enabled()
        || executions.analytics().isPresent()
        || !topics.isEmpty();
  }

  /**
   * Patterns.
   *
   * @param enabled whether they are copied at all
   * @param mode when a version may be used
   * @param excludePatterns globs of names that never leave their region, as patterns and as topics
   *     (P1): {@code *} and {@code ?}
   * @param onUnavailable what a publication under {@code strong} does while a region is away
   * @param timeout how long a publication under {@code strong} waits for all regions (P3)
   */
  public record Patterns(
      boolean enabled,
      Mode mode,
      List<String> excludePatterns,
      OnUnavailable onUnavailable,
      Duration timeout) {
    /** Copies the globs. */
    public Patterns {
      excludePatterns = List.copyOf(excludePatterns);
    }
  }

  /** When a version of a pattern may be used (P2, P3). */
  public enum Mode {
    /** Wherever it has arrived. */
    EVENTUAL,
    /** In no region before every region has stored it. */
    STRONG
  }

  /** What a publication does while a region is away (P3). */
  public enum OnUnavailable {
    /** It is aborted after the timeout. */
    REJECT,
    /** It waits until all regions are there. */
    WAIT
  }

  /**
   * Executions.
   *
   * @param enabled whether outcomes and decisions are copied to every region, for looking only
   * @param analytics where delayed outcomes go; absent: nowhere
   */
  public record Executions(boolean enabled, Optional<Analytics> analytics) {}

  /**
   * Outcomes for analysts.
   *
   * @param destination the region that they are copied to
   * @param delay the least time between an outcome and its arrival there
   */
  public record Analytics(String destination, Duration delay) {}
}
