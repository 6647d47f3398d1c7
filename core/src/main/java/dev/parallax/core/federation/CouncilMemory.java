package dev.parallax.core.federation;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.quorum.Ballot;
import java.util.List;

/**
 * What of a region's part in the agreement outlives a restart.
 *
 * @param ballot its ballot
 * @param told how many of all notices it has told
 * @param withdrawn commands that were given there and refused without agreement
 * @param pending commands that wait
 */
public record CouncilMemory(
    Ballot<Agreed> ballot, long told, AppliedCommands withdrawn, List<Pending> pending) {
  /** Copies the list. */
  public CouncilMemory {
    pending = List.copyOf(pending);
  }

  /** Of a region that begins. */
  public static CouncilMemory none(String region) {
    return new CouncilMemory(Ballot.none(region), 0, AppliedCommands.NONE, List.of());
  }
}
