package dev.parallax.router;

import dev.parallax.core.pattern.Revision;
import java.util.HashMap;
import java.util.Map;

/**
 * The greatest revision that was read of every pattern (P2): what comes late, or again, does not
 * take its place. For several threads.
 */
final class StandingPatterns {
  private final Map<String, Revision> byName = new HashMap<>();

  /** Remembers the revision if none that is greater was read; whether it stands. */
  synchronized boolean stands(String name, Revision revision) {
    return byName.merge(name, revision, StandingPatterns::greater).equals(revision);
  }

  /** Nothing is known of the name any more. */
  synchronized void forget(String name) {
    byName.remove(name);
  }

  private static Revision greater(Revision known, Revision revision) {
    return known.compareTo(revision) > 0 ? known : revision;
  }
}
