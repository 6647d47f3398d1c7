package dev.parallax.core.health;

import java.util.Optional;

/** What an event does to what is known of an agent. */
public sealed interface AgentStep {

  /**
   * It is to be stored and its {@link Registration#told()} published.
   *
   * @param duplicate present if one id is in use in two regions
   */
  record Told(Registration next, Optional<Duplicate> duplicate) implements AgentStep {}

  /** It is to be stored; there is nothing to tell. */
  record Kept(Registration next) implements AgentStep {}

  /** It has been gone for so long that it is to be deleted, here and from what was published. */
  record Forgotten(String agentId) implements AgentStep {}

  /** The heartbeat does not count, and nothing changes. */
  record Ignored(Cause cause) implements AgentStep {}

  /** The heartbeat cannot be believed. */
  record Refused(Refusal refusal, String message) implements AgentStep {}

  /** Why a heartbeat does not count. */
  enum Cause {
    /** Sent before the last one of this incarnation. */
    OLDER,
    /** From an incarnation that another took the place of, or that never registered and leaves. */
    SUPERSEDED,
    /** A region that this agent left for another still hears it: one id in two regions. */
    DUPLICATE
  }

  /** Why a heartbeat cannot be believed. */
  enum Refusal {
    /** Its fields contradict their ranges. */
    INVALID,
    /** Its region is not in the configuration. */
    UNKNOWN_REGION
  }

  /**
   * One id in two regions; the newest registration wins.
   *
   * @param agentId the id
   * @param loser region whose agent lost its place while it was connected
   * @param winner region of the newest registration
   */
  record Duplicate(String agentId, String loser, String winner) {}
}
