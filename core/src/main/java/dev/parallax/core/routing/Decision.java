package dev.parallax.core.routing;

/** Where a request goes, or why nowhere; explained in either case (R18). */
public sealed interface Decision permits Routed, Unroutable {
  /** How it came about. */
  Explanation explanation();
}
