package dev.parallax.health;

import dev.parallax.core.failover.Memory;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionWatch;
import java.util.HashMap;
import java.util.List;

/** What the stores know of regions from before. */
final class RegionMemory {
  private RegionMemory() {}

  static Memory of(List<String> regions, RegionStore watches, FailoverStore failovers) {
    var known = new HashMap<String, RegionWatch>();
    var healths = new HashMap<String, RegionHealth>();
    for (var region : regions) {
      watches.get(region).ifPresent(watch -> known.put(region, watch));
      failovers.health(region).ifPresent(health -> healths.put(region, health));
    }
    return new Memory(known, healths, failovers.state());
  }
}
