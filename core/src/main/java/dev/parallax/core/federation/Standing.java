package dev.parallax.core.federation;

import java.util.List;
import java.util.Optional;

/**
 * How the agreement stands as one region sees it (F8).
 *
 * @param region that sees it
 * @param leader region that leads; absent if none is heard
 * @param term in which it leads
 * @param number how many changes were agreed, as far as it knows
 * @param majority whether it hears a majority of all regions, itself included; if not, the failover
 *     state does not change here
 * @param sees the regions that it hears, itself included, in the configuration's order
 * @param of all regions, in the configuration's order
 * @param abstains why the region takes no part in the agreement, for people; absent if it does
 * @param since when {@code majority} last changed, or the region's control plane was started
 */
public record Standing(
    String region,
    Optional<String> leader,
    long term,
    long number,
    boolean majority,
    List<String> sees,
    List<String> of,
    Optional<String> abstains,
    long since) {
  /** Copies the lists. */
  public Standing {
    sees = List.copyOf(sees);
    of = List.copyOf(of);
  }

  /**
   * Why nothing is agreed here, for people; absent if the region takes part and hears a majority.
   */
  public Optional<String> problem() {
    return abstains.isPresent() || majority
        ? abstains
        : Optional.of(
            "no majority: region %s sees only %s of %s; the failover state does not change"
                .formatted(region, String.join(", ", sees), String.join(", ", of)));
  }

  /** Whether something changed that people must know at once; terms and numbers are not. */
  boolean tellsTheSameAs(Standing other) {
    return leader.equals(other.leader)
        && majority == other.majority
        && sees.equals(other.sees)
        && abstains.equals(other.abstains);
  }
}
