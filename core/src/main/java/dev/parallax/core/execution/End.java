package dev.parallax.core.execution;

import dev.parallax.core.json.Json;

/** How an attempt ended. */
public sealed interface End {
  /** When, ms since the epoch. */
  long at();

  /**
   * The agent answered. An answer that was accepted stands (X8).
   *
   * @param value what it said
   * @param confidence how sure it is, 0..1
   */
  record Answered(Json value, double confidence, long at) implements End {}

  /**
   * It failed; another agent may be asked in its place (X8).
   *
   * @param cause which way
   * @param reason for people
   */
  record Failed(Cause cause, String reason, long at) implements End {}

  /** Ways to fail. */
  enum Cause {
    /** The agent said so, or sent what cannot be taken. */
    ERROR,
    /** It did not answer within its timeout. */
    SILENT,
    /** It disconnected. */
    DISCONNECTED,
    /** Its region turned UNHEALTHY. */
    REGION_UNHEALTHY,
    /** The control plane of its region sent the part back: nobody was asked (P7). */
    SENT_BACK
  }
}
