package dev.parallax.router;

import dev.parallax.core.execution.Assignment;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.routing.Routed;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.ArrayList;

/**
 * A valid request that is to be decided now.
 *
 * @param accepted what it asks for
 * @param view what is known
 * @param arrival as it came, and since when it waits
 * @param plan how it is to be run
 * @param row what will be remembered of it
 * @param now ms since the epoch
 */
record Candidate(
    Accepted accepted, FleetView view, Arrival arrival, RunPlan plan, ExecutionRow row, long now) {

  String id() {
    return accepted.request().executionId();
  }

  /** The execution whose agents are asked now. */
  Execution begin(Routed routed) {
    var asked = new ArrayList<Assignment>(routed.targets().size());
    for (var target : routed.targets()) {
      asked.add(new Assignment(target.slot(), target.agentId(), target.region()));
    }
    return Execution.begin(id(), plan.rules(), row.getStartedAt(), plan.deadline(), asked, now);
  }

  boolean isExpired() {
    return plan.deadline() <= now;
  }

  /** Whether it has waited as long as it may (R17). */
  boolean mayWaitNoLonger() {
    return arrival.isHeld() && arrival.heldUntil() <= now;
  }
}
