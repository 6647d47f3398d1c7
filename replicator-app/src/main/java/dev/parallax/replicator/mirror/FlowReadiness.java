package dev.parallax.replicator.mirror;

import dev.parallax.events.FlowState;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a flow runs and is caught up within a bound: what {@code /health/ready} asks. Nothing is
 * missing in a process whose turn it is not.
 *
 * @param here the flow while it runs in this process
 * @param records that may be missing at most
 * @param seconds that the oldest of them may be old at most
 */
record FlowReadiness(Supplier<Optional<MirrorFlow>> here, long records, double seconds)
    implements Supplier<Optional<String>> {

  static final long RECORDS = 10_000;
  static final double SECONDS = 60;

  @Override
  public Optional<String> get() {
    return here.get().flatMap(this::missing);
  }

  private Optional<String> missing(MirrorFlow flow) {
    var standing = flow.standing();
    if (standing.state() != FlowState.RUNNING) {
      return Optional.of(standing.state() + ": " + standing.reason().orElse("no reason known"));
    }
    return flow.sight()
        .lag()
        .map(this::behind)
        .orElse(Optional.of("it is not known yet what is not copied"));
  }

  private Optional<String> behind(Lag lag) {
    return lag.records() <= records && lag.seconds() <= seconds
        ? Optional.empty()
        : Optional.of(
            "%d records are not copied yet, the oldest is %.0f s old"
                .formatted(lag.records(), lag.seconds()));
  }
}
