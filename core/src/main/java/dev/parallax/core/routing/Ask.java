package dev.parallax.core.routing;

import java.util.Set;

/** What a strategy makes of a request before it looks at any region. */
sealed interface Ask {
  /** Nothing: every region may be chosen. */
  static Ask nothing() {
    return Anything.INSTANCE;
  }

  /** What the matching rule requires of every agent (R8). */
  default Set<String> capabilities() {
    return Set.of();
  }

  /** The same where the region was chosen elsewhere (P7): what is required, but no region. */
  default Ask anywhere() {
    return this;
  }

  /** Nothing in particular. */
  record Anything() implements Ask {
    private static final Ask INSTANCE = new Anything();
  }

  /**
   * What an affinity rule says.
   *
   * @param number of the rule, from 1
   * @param regions that it names
   * @param strict whether only those will do
   * @param capabilities that it adds
   */
  record Ruled(int number, RegionSet regions, boolean strict, Set<String> capabilities)
      implements Ask {
    @Override
    public Ask anywhere() {
      return new Ruled(number, regions, false, capabilities);
    }
  }

  /** The request goes nowhere. */
  record Refused(Refusal refusal) implements Ask {}
}
