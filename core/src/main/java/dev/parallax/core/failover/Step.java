package dev.parallax.core.failover;

import java.util.List;

/**
 * What a step leads to.
 *
 * @param state after it
 * @param notices what happened, in order; those that are changes count the epoch up one by one
 */
public record Step(FailoverState state, List<Notice> notices) {
  /** Copies the list. */
  public Step {
    notices = List.copyOf(notices);
  }
}
