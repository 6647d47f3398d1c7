package dev.parallax.health;

import dev.parallax.core.federation.Agreed;
import dev.parallax.core.quorum.Ballot;
import dev.parallax.core.quorum.Heard;
import dev.parallax.core.quorum.Proposal;
import dev.parallax.events.BallotProposal;
import dev.parallax.events.FailoverBallot;
import dev.parallax.health.state.AgreedRow;
import dev.parallax.health.state.FailoverRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What regions say in the agreement as the ballots topic holds it. */
final class BallotRecords {
  private BallotRecords() {}

  static FailoverBallot record(Ballot<Agreed> ballot, long madeAt) {
    return FailoverBallot.newBuilder()
        .setRegion(ballot.region())
        .setTerm(ballot.term())
        .setLeader(ballot.leader().orElse(null))
        .setAccepted(ballot.accepted().map(BallotRecords::record).orElse(null))
        .setCommitted(ballot.committed().map(BallotRecords::record).orElse(null))
        .setBeat(ballot.beat())
        .setHeardLeader(ballot.heard().map(Heard::leader).orElse(null))
        .setHeardBeat(ballot.heard().map(Heard::beat).orElse(0L))
        .setMadeAt(madeAt)
        .build();
  }

  private static BallotProposal record(Proposal<Agreed> proposal) {
    return new BallotProposal(
        proposal.term(),
        proposal.number(),
        Rows.own("ballots", row(proposal.value())::toByteBuffer));
  }

  private static AgreedRow row(Agreed agreed) {
    return new AgreedRow(
        Rows.own("ballots", FailoverRows.row(agreed.state())::toByteBuffer),
        agreed.recent().stream().map(FailoverRows::row).toList());
  }

  /**
   * What a region says.
   *
   * @throws IllegalArgumentException if it says what cannot be, or its value was not written by a
   *     release that this one understands
   */
  static Ballot<Agreed> ballot(FailoverBallot record) {
    return new Ballot<>(
        record.getRegion(),
        record.getTerm(),
        Optional.ofNullable(record.getLeader()),
        proposal(record.getAccepted()),
        proposal(record.getCommitted()),
        record.getBeat(),
        Optional.ofNullable(record.getHeardLeader())
            .map(leader -> new Heard(leader, record.getHeardBeat())));
  }

  private static Optional<Proposal<Agreed>> proposal(BallotProposal record) {
    return record == null
        ? Optional.empty()
        : Optional.of(
            new Proposal<>(record.getTerm(), record.getNumber(), agreed(record.getValue())));
  }

  private static Agreed agreed(ByteBuffer value) {
    try {
      var row = Rows.foreign(value, AgreedRow.class);
      var state = FailoverRows.state(Rows.foreign(row.getState(), FailoverRow.class));
      return new Agreed(state, row.getRecent().stream().map(FailoverRows::notice).toList());
    } catch (IOException | RuntimeException e) {
      // Avro meets bytes of other releases, and damaged ones, with exceptions of a dozen kinds.
      throw new IllegalArgumentException("its value cannot be read by this release: " + e, e);
    }
  }
}
