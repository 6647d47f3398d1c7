package dev.parallax.health;

import dev.parallax.core.federation.Agreed;
import dev.parallax.core.quorum.Ballot;
import dev.parallax.core.quorum.Heard;
import dev.parallax.core.quorum.Proposal;
import dev.parallax.events.BallotProposal;
import dev.parallax.events.FailoverBallot;
import java.util.Optional;

/** What regions say in the agreement as the ballots topic holds it. */
record BallotRecords(AgreedFormats formats) {
  FailoverBallot record(Ballot<Agreed> ballot, long madeAt) {
    return FailoverBallot.newBuilder()
        .setRegion(ballot.region())
        .setTerm(ballot.term())
        .setLeader(ballot.leader().orElse(null))
        .setAccepted(ballot.accepted().map(this::record).orElse(null))
        .setCommitted(ballot.committed().map(this::record).orElse(null))
        .setBeat(ballot.beat())
        .setHeardLeader(ballot.heard().map(Heard::leader).orElse(null))
        .setHeardBeat(ballot.heard().map(Heard::beat).orElse(0L))
        .setMadeAt(madeAt)
        .setUnderstands(formats.newest())
        .build();
  }

  private BallotProposal record(Proposal<Agreed> proposal) {
    return BallotProposal.newBuilder()
        .setTerm(proposal.term())
        .setNumber(proposal.number())
        .setValue(formats.write(proposal.value()))
        .setFormat(proposal.value().format())
        .build();
  }

  /**
   * What a region says.
   *
   * @throws AgreedFormats.NewerFormatException if a value is of a format that only later releases
   *     understand
   * @throws IllegalArgumentException if it says what cannot be
   */
  Ballot<Agreed> ballot(FailoverBallot record) {
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

  private Optional<Proposal<Agreed>> proposal(BallotProposal record) {
    return Optional.ofNullable(record)
        .map(
            made ->
                new Proposal<>(
                    made.getTerm(),
                    made.getNumber(),
                    formats.read(made.getFormat(), made.getValue())));
  }
}
