package dev.parallax.replicator.mirror;

import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowState;
import dev.parallax.replicator.plugins.Excluded;
import dev.parallax.runtime.ops.FlowFigures;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the metrics show of a flow.
 *
 * @param here the flow while it runs in this process
 * @param elsewhere whether another process runs it
 */
record FlowMeters(Flow flow, Supplier<Optional<MirrorFlow>> here, BooleanSupplier elsewhere)
    implements FlowFigures {
  @Override
  public double up() {
    return here.get()
        .map(running -> running.standing().state() == FlowState.RUNNING ? 1.0 : 0)
        .orElse(elsewhere.getAsBoolean() ? Double.NaN : 0);
  }

  @Override
  public double lagRecords() {
    return lag().map(lag -> (double) lag.records()).orElse(Double.NaN);
  }

  @Override
  public double lagSeconds() {
    return lag().map(Lag::seconds).orElse(Double.NaN);
  }

  private Optional<Lag> lag() {
    return here.get().flatMap(running -> running.sight().lag());
  }

  @Override
  public double bytes() {
    return CopiedBytes.of(flow.name()).total();
  }

  @Override
  public double excluded() {
    return Excluded.of(flow.name()).records();
  }
}
