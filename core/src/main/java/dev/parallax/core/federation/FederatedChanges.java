package dev.parallax.core.federation;

import dev.parallax.core.failover.Notice;
import dev.parallax.core.failover.RegionAccount;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionWatch;
import dev.parallax.core.quorum.Ballot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at the regions leads to, where each has a control plane of its own. What is told and
 * what is kept belong together: all of it is written, or nothing is.
 *
 * @param accounts regions of which there is something to tell, in the configuration's order
 * @param standing how the agreement stands: told with the account of the own region
 * @param notices what happened, in order
 * @param lost how many notices before them this region missed, as more happened than is agreed on
 *     while it heard nobody; the others have told them
 * @param watches of the regions to keep, by region
 * @param healths of the regions to keep, by region
 * @param ballot the region's own, to keep and to publish; absent if it did not change
 * @param agreed what is agreed, to keep as every release understands it; absent if it did not
 *     change
 * @param summary to tell the others; absent if there is nothing new
 * @param orders commands to keep
 * @param record to keep of what was told; absent if it did not change
 */
public record FederatedChanges(
    List<RegionAccount> accounts,
    Standing standing,
    List<Notice> notices,
    long lost,
    Map<String, RegionWatch> watches,
    Map<String, RegionHealth> healths,
    Optional<Ballot<Agreed>> ballot,
    Optional<Agreed> agreed,
    Optional<Summary> summary,
    OrderChanges orders,
    Optional<CouncilRecord> record) {
  /** Copies the collections. */
  public FederatedChanges {
    accounts = List.copyOf(accounts);
    notices = List.copyOf(notices);
    watches = Map.copyOf(watches);
    healths = Map.copyOf(healths);
  }
}
