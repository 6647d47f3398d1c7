package dev.parallax.router;

import dev.parallax.core.fleet.Fleet;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The one fleet of this process. Restoring and live processors of the global topics are different
 * instances, on one thread at a time, and all write here; stream threads read {@link #view()}
 * without locks.
 *
 * <p>Invariant: the fleet and its offsets change together, by one volatile write.
 */
final class FleetHolder {
  /** The regions' state is refreshed every 30 s (H7): 3 of them missed = nobody writes it. */
  private static final Duration JUDGED_SILENT = Duration.ofSeconds(90);

  private final StandingPatterns patterns = new StandingPatterns();
  private volatile FleetView view;

  private final HeardRegions heard;
  private final HeardRegions judged = new HeardRegions(JUDGED_SILENT.toMillis());

  /**
   * @param silentMs after what time without a word a region cannot be reached, in ms
   */
  FleetHolder(StateOffsets none, long silentMs) {
    this.heard = new HeardRegions(silentMs);
    this.view = new FleetView(Fleet.empty(), none);
  }

  FleetView view() {
    return view;
  }

  /** When other regions' control planes were heard last. */
  HeardRegions heard() {
    return heard;
  }

  /** When the own control plane's state of regions was heard last, by the region of each record. */
  HeardRegions judged() {
    return judged;
  }

  /** The revisions of the patterns in the fleet, and of those that were deleted. */
  StandingPatterns patterns() {
    return patterns;
  }

  /** A record of a state topic was read and changes the fleet so. */
  synchronized void apply(UnaryOperator<Fleet> change, String topic, int partition, long offset) {
    view = new FleetView(change.apply(view.fleet()), view.offsets().seen(topic, partition, offset));
  }

  /** Something other than a state record changes the fleet, such as a missing topic. */
  synchronized void apply(UnaryOperator<Fleet> change) {
    view = new FleetView(change.apply(view.fleet()), view.offsets());
  }
}
