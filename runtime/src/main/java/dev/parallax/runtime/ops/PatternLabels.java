package dev.parallax.runtime.ops;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the label of patterns, which people apply at will: the first so many names of a process
 * are values of their own, the rest is one.
 */
final class PatternLabels {
  /** Names that are values of their own. */
  static final int MOST = 50;

  private static final String NONE = "none";

  private final Set<String> named = ConcurrentHashMap.newKeySet();

  /**
   * The label's value.
   *
   * @param pattern name of a pattern that exists; null for a request by capabilities (R21)
   */
  String of(String pattern) {
    if (pattern == null) {
      return NONE;
    }
    if (named.contains(pattern)) {
      return pattern;
    }
    return add(pattern) ? pattern : Meters.OTHER;
  }

  private synchronized boolean add(String pattern) {
    return named.contains(pattern) || (named.size() < MOST && named.add(pattern));
  }
}
