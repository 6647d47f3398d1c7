package dev.parallax.core.quorum;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * The regions that agree. It must be the same list in all of them.
 *
 * @param regions all of them, in the order of the configuration, each once; at least one
 */
public record Members(List<String> regions) {
  /**
   * Copies the regions.
   *
   * @throws IllegalArgumentException if there are none, or one is there twice
   */
  public Members {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("at least one region must be given");
    }
    if (new LinkedHashSet<>(regions).size() != regions.size()) {
      throw new IllegalArgumentException("a region is given twice: " + regions);
    }
  }

  /** How many regions are a majority: more than half of all. */
  public int majority() {
    return regions.size() / 2 + 1;
  }

  /** Whether the region is one of them. */
  public boolean contains(String region) {
    return regions.contains(region);
  }

  /**
   * How many regions stand before this one.
   *
   * @throws IllegalArgumentException if it is not one of them
   */
  public int rank(String region) {
    int rank = regions.indexOf(region);
    if (rank < 0) {
      throw new IllegalArgumentException(region + " is none of the regions " + regions);
    }
    return rank;
  }
}
