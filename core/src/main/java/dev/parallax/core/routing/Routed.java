package dev.parallax.core.routing;

import java.util.List;

/**
 * Agents were found.
 *
 * @param targets at least one, by slot
 * @param explanation how they were found
 */
public record Routed(List<Target> targets, Explanation explanation) implements Decision {
  /** Copies the list. */
  public Routed {
    targets = List.copyOf(targets);
  }
}
