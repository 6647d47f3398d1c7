package dev.parallax.core.execution;

/** What an event does to an execution. */
public sealed interface Step {

  /** It goes on, in this state. */
  record Waiting(Execution next) implements Step {}

  /** It is over; {@code last} holds every answer that came in. */
  record Finished(Execution last, Outcome outcome) implements Step {}

  /** The event does not count, and nothing changes. */
  record Ignored(Cause cause) implements Step {}

  /** Why an answer does not count. */
  enum Cause {
    /** No such slot, or the agent that answers is not the one that was asked (X12). */
    NOT_ASKED,
    /** The slot has its answer already: the same one again counts once (X2). */
    DUPLICATE,
    /** An answer of an attempt that was replaced (X8). */
    REPLACED
  }
}
