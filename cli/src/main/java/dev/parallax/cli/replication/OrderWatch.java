package dev.parallax.cli.replication;

import dev.parallax.events.FlowAction;
import dev.parallax.events.FlowState;
import dev.parallax.events.ReplicationFlow;
import java.util.Optional;

/**
 * Whether a flow does what it was ordered. Only a report counts that came after the order, of a
 * replicator that still reports: what stood before says nothing of the order, and a replicator that
 * is gone carries nothing out.
 *
 * @param action what was ordered
 * @param before time of the last report that was there when the order was stored, ms by the
 *     replicator's clock, which need not be ours; empty if there was none
 */
record OrderWatch(FlowAction action, Optional<Long> before) {
  static OrderWatch from(FlowAction action, Optional<ReplicationFlow> lastReport) {
    return new OrderWatch(action, lastReport.map(ReplicationFlow::getUpdatedAt));
  }

  boolean isDone(FlowRow row) {
    return row.isCurrent() && row.report().filter(this::isLater).filter(this::obeys).isPresent();
  }

  private boolean isLater(ReplicationFlow report) {
    return before.filter(time -> report.getUpdatedAt() <= time).isEmpty();
  }

  private boolean obeys(ReplicationFlow report) {
    return report.getState() == due();
  }

  /** The state that the flow is to be in. */
  FlowState due() {
    return action == FlowAction.PAUSE ? FlowState.PAUSED : FlowState.RUNNING;
  }
}
