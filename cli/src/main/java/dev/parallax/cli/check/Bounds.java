package dev.parallax.cli.check;

import java.util.Optional;
import java.util.Set;

/**
 * Where a request may be worked on.
 *
 * @param residency the regions that a residency rule binds it to (R5); absent if it is free. Empty:
 *     nowhere
 * @param others the regions that its pattern and its origin leave (R13, R14, R15); absent if they
 *     leave all, or cannot be told
 */
record Bounds(Optional<Set<String>> residency, Optional<Set<String>> others) {
  /** It may go anywhere. */
  static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

  /** It may go nowhere. */
  static final Bounds NOWHERE = new Bounds(Optional.of(Set.of()), Optional.empty());

  Bounds {
    residency = residency.map(Set::copyOf);
    others = others.map(Set::copyOf);
  }

  /** Whether its data may be in this region (R5). */
  boolean mayReside(String region) {
    return residency.map(regions -> regions.contains(region)).orElse(true);
  }

  /** Whether its pattern and its origin leave this region. */
  boolean isLeft(String region) {
    return others.map(regions -> regions.contains(region)).orElse(true);
  }
}
