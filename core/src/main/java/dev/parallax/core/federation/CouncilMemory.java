package dev.parallax.core.federation;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.quorum.Ballot;
import java.util.List;
import java.util.Optional;

/**
 * What of a region's part in the agreement outlives a restart.
 *
 * @param ballot its ballot
 * @param silent whether its ballot is stored in a format that this release does not understand:
 *     then {@code ballot} is an empty one, and the region says nothing
 * @param understood what it last knew to be agreed, as every release understands it; asked only of
 *     a silent region, absent if nothing was agreed
 * @param told how many of all notices it has told
 * @param withdrawn commands that were given there and refused without agreement
 * @param times of what was agreed by its own clock
 * @param pending commands that wait
 */
public record CouncilMemory(
    Ballot<Agreed> ballot,
    boolean silent,
    Optional<Agreed> understood,
    long told,
    AppliedCommands withdrawn,
    OwnTimes times,
    List<Pending> pending) {
  /** Copies the list. */
  public CouncilMemory {
    pending = List.copyOf(pending);
  }

  /** Of a region that begins. */
  public static CouncilMemory none(String region) {
    return new CouncilMemory(
        Ballot.none(region),
        false,
        Optional.empty(),
        0,
        AppliedCommands.NONE,
        OwnTimes.NONE,
        List.of());
  }
}
