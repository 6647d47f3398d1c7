package dev.parallax.core.fleet;

import java.util.Set;

/**
 * Which regions with a control plane of their own cannot be asked (P7).
 *
 * @param silent those that nothing is heard of
 * @param refusing those that sent back what is decided now
 */
record Reach(Set<String> silent, Set<String> refusing) {
  static final Reach ALL = new Reach(Set.of(), Set.of());

  Reach {
    silent = Set.copyOf(silent);
    refusing = Set.copyOf(refusing);
  }

  boolean isWithin(String region) {
    return !silent.contains(region) && !refusing.contains(region);
  }
}
