package dev.parallax.core.routing;

/** Why a request is unroutable (R19, R20). */
public enum Reason {
  /** The request contradicts the rules of requests. */
  INVALID_REQUEST,
  /** Its pattern, or that version of it, does not exist. */
  UNKNOWN_PATTERN,
  /** It names a region that is not defined. */
  UNKNOWN_REGION,
  /** No affinity rule matches. */
  NO_MATCHING_RULE,
  /** It would be routed but for the residency rules. */
  RESIDENCY,
  /** No region is left, or those left are unhealthy or drained. */
  NO_ELIGIBLE_REGION,
  /** No region that is left has an agent that could do it. */
  NO_ELIGIBLE_AGENT,
  /** There are such agents, but too few. */
  INSUFFICIENT_AGENTS,
  /** Only the latency bound excluded what was left. */
  LATENCY_EXCEEDED,
  /** Its deadline is past; decided by the app, which has the clock. */
  EXPIRED;

  /**
   * Whether it may pass by itself, whatever else is known (R17). {@link #RESIDENCY} does under
   * conditions, which are not judged here.
   */
  boolean mayPass() {
    return switch (this) {
      case NO_ELIGIBLE_REGION,
          NO_ELIGIBLE_AGENT,
          INSUFFICIENT_AGENTS,
          LATENCY_EXCEEDED,
          UNKNOWN_PATTERN ->
          true;
      case INVALID_REQUEST, UNKNOWN_REGION, NO_MATCHING_RULE, RESIDENCY, EXPIRED -> false;
    };
  }
}
