package dev.parallax.runtime.mapping;

import dev.parallax.core.federation.Standing;
import dev.parallax.events.RegionState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How the agreement of regions stands, as the regions topic holds it (F8). */
public final class StandingMapping {
  private StandingMapping() {}

  /**
   * What the one control plane that tells these states says of the agreement; absent if it serves
   * all regions.
   *
   * @param states of regions, as one region's cluster holds them
   * @param regions all regions, in the configuration's order
   */
  public static Optional<Standing> of(Collection<RegionState> states, List<String> regions) {
    return states.stream()
        .filter(state -> state.getAgreement() != null)
        .findFirst()
        .map(state -> standing(state, regions));
  }

  private static Standing standing(RegionState state, List<String> regions) {
    var agreement = state.getAgreement();
    return new Standing(
        state.getRegion(),
        Optional.ofNullable(agreement.getLeader()),
        agreement.getTerm(),
        agreement.getNumber(),
        agreement.getMajority(),
        agreement.getSees(),
        regions,
        Optional.ofNullable(agreement.getAbstains()),
        agreement.getSince());
  }
}
