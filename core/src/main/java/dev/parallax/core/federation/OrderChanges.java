package dev.parallax.core.federation;

import java.util.List;

/**
 * Which commands wait, since the last time.
 *
 * @param added wait from now on
 * @param removed keys of those that wait no more
 */
public record OrderChanges(List<Pending> added, List<String> removed) {
  /** Copies the lists. */
  public OrderChanges {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
