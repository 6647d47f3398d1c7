package dev.parallax.core.quorum;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds for everything that was ever published. A value is the string of all changes: as
 * active region of an epoch read its last letter, as epoch its length.
 */
enum Invariant {
  /** Nowhere and never two values of one number: one active region for an epoch. */
  ONE_VALUE_FOR_A_NUMBER {
    @Override
    boolean holds(List<List<Ballot<String>>> published, Ballot<String> newest) {
      return againstAll(published, newest, (a, b) -> a.number() != b.number() || a.equals(b));
    }
  },

  /** A value follows from the one before it: no change that was agreed is lost. */
  NOTHING_IS_LOST {
    @Override
    boolean holds(List<List<Ballot<String>>> published, Ballot<String> newest) {
      return againstAll(
          published, newest, (a, b) -> a.number() > b.number() || b.value().startsWith(a.value()));
    }
  },

  /** What is committed was stored by a majority, as the same proposal. */
  STORED_BY_A_MAJORITY {
    @Override
    boolean holds(List<List<Ballot<String>>> published, Ballot<String> newest) {
      var committed = newest.committed();
      return committed.isEmpty()
          || published.stream()
                  .filter(of -> of.stream().anyMatch(b -> b.accepted().equals(committed)))
                  .count()
              > published.size() / 2;
    }
  },

  /** In a region neither terms nor committed numbers fall, and no vote is given twice in a term. */
  NOTHING_IS_TAKEN_BACK {
    @Override
    boolean holds(List<List<Ballot<String>>> published, Ballot<String> newest) {
      return of(newest.region(), published).allMatch(older -> follows(older, newest));
    }
  },

  /** In a term no two regions have the votes of a majority. */
  ONE_LEADER_IN_A_TERM {
    @Override
    boolean holds(List<List<Ballot<String>>> published, Ballot<String> newest) {
      var leader = newest.leader().filter(voted -> isElected(voted, newest.term(), published));
      return leader.isEmpty()
          || Alphabet.REGIONS.stream()
              .filter(other -> !other.equals(leader.get()))
              .noneMatch(other -> isElected(other, newest.term(), published));
    }
  };

  private interface Relation {
    boolean holds(Value a, Value b);
  }

  private record Value(long number, String value) {}

  /** Whether it holds after the newest ballot, one of those published, was published. */
  abstract boolean holds(List<List<Ballot<String>>> published, Ballot<String> newest);

  private static boolean againstAll(
      List<List<Ballot<String>>> published, Ballot<String> newest, Relation relation) {
    if (newest.committed().isEmpty()) {
      return true;
    }
    var mine = number(newest.committed().get());
    for (var ofRegion : published) {
      for (var ballot : ofRegion) {
        var other = ballot.committed().map(Invariant::number);
        if (other.isPresent()
            && !(relation.holds(mine, other.get()) && relation.holds(other.get(), mine))) {
          return false;
        }
      }
    }
    return true;
  }

  private static Value number(Proposal<String> proposal) {
    return new Value(proposal.number(), proposal.value());
  }

  private static boolean follows(Ballot<String> older, Ballot<String> newer) {
    return newer.term() >= older.term()
        && numberOf(newer.committed()) >= numberOf(older.committed())
        && (older.term() != newer.term()
            || older.leader().isEmpty()
            || older.leader().equals(newer.leader()));
  }

  private static long numberOf(Optional<Proposal<String>> proposal) {
    return proposal.map(Proposal::number).orElse(0L);
  }

  private static Stream<Ballot<String>> of(String region, List<List<Ballot<String>>> published) {
    return published.get(Alphabet.REGIONS.indexOf(region)).stream();
  }

  private static boolean isElected(String leader, long term, List<List<Ballot<String>>> published) {
    return published.stream()
            .filter(of -> of.stream().anyMatch(ballot -> ballot.hasVoted(term, leader)))
            .count()
        > published.size() / 2;
  }
}
