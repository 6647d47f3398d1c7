package dev.parallax.core.quorum;

import java.util.Collection;
import java.util.Optional;

/** Rules with one part left out, to show that the part is needed and that the model finds it. */
final class Mutants {
  private static final Members MEMBERS = new Members(Alphabet.REGIONS);

  private Mutants() {}

  static Rules<String> oneVoteIsEnough() {
    return new Rules<>(MEMBERS) {
      @Override
      int votesNeeded() {
        return 1;
      }
    };
  }

  static Rules<String> votesWithoutComparing() {
    return new Rules<>(MEMBERS) {
      @Override
      boolean isWorthy(Ballot<String> candidate, Ballot<String> voter) {
        return true;
      }
    };
  }

  static Rules<String> countsOverTerms() {
    return new Rules<>(MEMBERS) {
      @Override
      boolean counts(Proposal<String> accepted, Proposal<String> proposal) {
        return accepted.number() == proposal.number();
      }
    };
  }

  static Rules<String> acceptsWhatIsBelowItsTerm() {
    return new Rules<>(MEMBERS) {
      @Override
      boolean mayAccept(Ballot<String> ballot, Proposal<String> proposal) {
        return true;
      }
    };
  }

  static Rules<String> doesNotProposeAgain() {
    return new Rules<>(MEMBERS) {
      @Override
      Ballot<String> proposeAgain(Ballot<String> own, Collection<Ballot<String>> seen) {
        return own;
      }

      @Override
      boolean mayPropose(Ballot<String> own, Collection<Ballot<String>> seen) {
        return super.mayPropose(own, seen)
            || (isElected(own, seen) && own.accepted().get().term() < own.term());
      }
    };
  }

  static Rules<String> doesNotWaitForItsProposal() {
    return new Rules<>(MEMBERS) {
      @Override
      boolean mayPropose(Ballot<String> own, Collection<Ballot<String>> seen) {
        return isElected(own, seen);
      }
    };
  }

  static Rules<String> forgetsItsVote() {
    return new Rules<>(MEMBERS) {
      @Override
      Ballot<String> next(
          Ballot<String> own,
          Collection<Ballot<String>> seen,
          Optional<String> live,
          boolean campaigns) {
        var forgetful =
            new Ballot<>(
                own.region(),
                own.term(),
                Optional.empty(),
                own.accepted(),
                own.committed(),
                own.beat(),
                own.heard());
        return super.next(forgetful, seen, live, campaigns);
      }
    };
  }
}
