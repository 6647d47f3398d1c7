package dev.parallax.core.failover;

import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at the regions leads to. What is told and what is kept belong together: both are
 * written, or neither is.
 *
 * @param accounts regions of which there is something to tell, in the configuration's order
 * @param notices what happened, in order
 * @param watches of the regions to keep, by region
 * @param healths of the regions to keep, by region
 * @param failover the failover state to keep; absent if it did not change
 */
public record Changes(
    List<RegionAccount> accounts,
    List<Notice> notices,
    Map<String, RegionWatch> watches,
    Map<String, RegionHealth> healths,
    Optional<FailoverState> failover) {
  /** Copies all of it. */
  public Changes {
    accounts = List.copyOf(accounts);
    notices = List.copyOf(notices);
    watches = Map.copyOf(watches);
    healths = Map.copyOf(healths);
  }
}
