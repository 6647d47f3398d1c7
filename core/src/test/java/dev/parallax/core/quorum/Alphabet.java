package dev.parallax.core.quorum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ballots as small numbers, and what they become when regions or values change their names: the
 * rules know no names, so states that differ in names only are one.
 */
final class Alphabet {
  static final List<String> REGIONS = List.of("a", "b", "c");
  static final List<String> VALUES = List.of("x", "y");
  private static final String[] RENAMED = {"abc", "acb", "bac", "bca", "cab", "cba"};
  static final int SYMMETRIES = RENAMED.length * 2;

  private final Map<Ballot<String>, Integer> numbers = new HashMap<>();
  private final List<Ballot<String>> ballots = new ArrayList<>();
  private final List<int[]> renamed = new ArrayList<>();

  int number(Ballot<String> ballot) {
    var known = numbers.get(ballot);
    if (known != null) {
      return known;
    }
    numbers.put(ballot, ballots.size());
    ballots.add(ballot);
    renamed.add(null);
    return ballots.size() - 1;
  }

  Ballot<String> ballot(int number) {
    return ballots.get(number);
  }

  int size() {
    return ballots.size();
  }

  /** The region that takes this one's name. */
  static int region(int symmetry, int region) {
    return RENAMED[symmetry / 2].charAt(region) - 'a';
  }

  int renamed(int symmetry, int number) {
    var all = renamed.get(number);
    if (all == null) {
      all = new int[SYMMETRIES];
      for (int i = 0; i < SYMMETRIES; i++) {
        all[i] = number(rename(i, ballot(number)));
      }
      renamed.set(number, all);
    }
    return all[symmetry];
  }

  private static Ballot<String> rename(int symmetry, Ballot<String> ballot) {
    return new Ballot<>(
        name(symmetry, ballot.region()),
        ballot.term(),
        ballot.leader().map(leader -> name(symmetry, leader)),
        rename(symmetry, ballot.accepted()),
        rename(symmetry, ballot.committed()),
        0,
        Optional.empty());
  }

  private static String name(int symmetry, String region) {
    return REGIONS.get(region(symmetry, REGIONS.indexOf(region)));
  }

  private static Optional<Proposal<String>> rename(
      int symmetry, Optional<Proposal<String>> proposal) {
    return symmetry % 2 == 0
        ? proposal
        : proposal.map(p -> new Proposal<>(p.term(), p.number(), swapped(p.value())));
  }

  private static String swapped(String value) {
    return value.replace('x', '-').replace('y', 'x').replace('-', 'y');
  }
}
