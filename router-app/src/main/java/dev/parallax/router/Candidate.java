package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import dev.parallax.runtime.input.ParsedRequest.Accepted;

/**
 * A valid request that is to be decided now.
 *
 * @param accepted what it asks for
 * @param view what is known
 * @param arrival as it came, and since when it waits
 * @param plan its times
 * @param row what will be remembered of it
 * @param now ms since the epoch
 */
record Candidate(
    Accepted accepted,
    FleetView view,
    Arrival arrival,
    AttemptPlan plan,
    ExecutionRow row,
    long now) {

  String id() {
    return accepted.request().executionId();
  }

  boolean isExpired() {
    return plan.deadline() <= now;
  }

  /** Whether it has waited as long as it may (R17). */
  boolean mayWaitNoLonger() {
    return arrival.isHeld() && arrival.heldUntil() <= now;
  }
}
