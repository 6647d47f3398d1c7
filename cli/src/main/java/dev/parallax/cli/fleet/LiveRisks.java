package dev.parallax.cli.fleet;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.FleetRisks;
import dev.parallax.events.AgentState;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.mapping.FleetChanges;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What is dangerous about the running fleet (C4), from its state topics. */
final class LiveRisks {
  private final int partitions;
  private Fleet fleet = Fleet.empty();
  private long senseless;

  /**
   * @param partitions of the regions' topics
   */
  LiveRisks(int partitions) {
    this.partitions = partitions;
  }

  void agent(String id, Optional<AgentState> state) {
    apply(() -> FleetChanges.ofAgent(id, state, partitions));
  }

  void region(String id, Optional<RegionState> state) {
    apply(() -> FleetChanges.ofRegion(id, state));
  }

  /** As in the router, what makes no sense changes nothing. */
  private void apply(Supplier<UnaryOperator<Fleet>> change) {
    try {
      fleet = change.get().apply(fleet);
    } catch (IllegalArgumentException refused) {
      senseless++;
    }
  }

  /** Records that contradict themselves and are not counted. */
  long senseless() {
    return senseless;
  }

  /** See {@link FleetRisks#of}. */
  List<String> of(ParallaxConfig config) {
    return FleetRisks.of(fleet, config).stream().map(FleetRisks.Risk::text).toList();
  }
}
