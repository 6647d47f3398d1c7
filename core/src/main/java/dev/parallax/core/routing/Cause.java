package dev.parallax.core.routing;

import java.util.Optional;

/** The first rule that excluded a region, or that none did (R18). */
public enum Cause {
  /** Nothing excluded it. */
  ELIGIBLE(""),
  /** This control plane does not serve it. */
  NOT_SERVED("C1"),
  /** The residency rule does not allow it. */
  RESIDENCY("R5"),
  /** The pattern wants another region. */
  PATTERN_REGION("R13"),
  /** The pattern's distribution does not name it. */
  NOT_IN_DISTRIBUTION("R14"),
  /** Requests stay at their origin. */
  NOT_ORIGIN("R15"),
  /** It is evacuated, and nothing stands in for it. */
  EVACUATED("R16"),
  /** No tier of the preferences reaches it. */
  NOT_PREFERRED("R7"),
  /** The affinity rule names other regions. */
  AFFINITY("R8"),
  /** It does not declare all that is required. */
  NOT_DECLARED("R9"),
  /** It does not stand in the failover order. */
  NOT_IN_ORDER("R11"),
  /** It is unhealthy. */
  UNHEALTHY("R3"),
  /** It is drained. */
  DRAINED("R3"),
  /** Its task topic is missing. */
  NO_TOPIC("R3"),
  /** Its control plane cannot be reached, or sent the request back. */
  UNREACHABLE("R3"),
  /** No majority of all regions is heard, and it is not the active region. */
  NO_MAJORITY("F8"),
  /** No agent of it could do it. */
  NO_AGENT("R4"),
  /** Fewer agents than needed could do it. */
  TOO_FEW_AGENTS("R12"),
  /** It is not measured to be within the latency bound. */
  BEYOND_BOUND("R6");

  private final String rule;

  Cause(String rule) {
    this.rule = rule;
  }

  /** The rule, such as R3; empty for {@link #ELIGIBLE}. */
  public Optional<String> rule() {
    return rule.isEmpty() ? Optional.empty() : Optional.of(rule);
  }

  /**
   * Whether this is a preference between regions rather than a ban. Where a distribution names the
   * regions, nothing is left to prefer (R14).
   */
  boolean isPreference() {
    return this == NOT_PREFERRED || this == NOT_IN_ORDER;
  }

  /** Whether R3 or F8 says so, whatever agents there are. */
  boolean isSickness() {
    return this == UNHEALTHY
        || this == DRAINED
        || this == NO_TOPIC
        || this == UNREACHABLE
        || this == NO_MAJORITY;
  }
}
