package dev.parallax.core.failover;

import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionWatch;
import java.util.Map;
import java.util.Optional;

/**
 * What outlives a restart.
 *
 * @param watches of the regions, by region: their probes
 * @param healths of the regions, by region: their further triggers with it
 * @param failover which region does what; absent if nothing is known
 */
public record Memory(
    Map<String, RegionWatch> watches,
    Map<String, RegionHealth> healths,
    Optional<FailoverState> failover) {
  /** Of a system that begins. */
  public static final Memory NONE = new Memory(Map.of(), Map.of(), Optional.empty());

  /** Copies the maps. */
  public Memory {
    watches = Map.copyOf(watches);
    healths = Map.copyOf(healths);
  }
}
