package dev.parallax.replicator.mirror;

import dev.parallax.events.FlowState;
import dev.parallax.runtime.ops.FlowFigures;

/** What the metrics show of a flow. */
record FlowMeters(MirrorFlow flow) implements FlowFigures {
  @Override
  public boolean isUp() {
    return flow.standing().state() == FlowState.RUNNING;
  }

  @Override
  public double lagRecords() {
    return flow.sight().lag().map(lag -> (double) lag.records()).orElse(Double.NaN);
  }

  @Override
  public double lagSeconds() {
    return flow.sight().lag().map(Lag::seconds).orElse(Double.NaN);
  }

  @Override
  public double bytes() {
    return flow.bytes();
  }

  @Override
  public double excluded() {
    return flow.excluded();
  }
}
