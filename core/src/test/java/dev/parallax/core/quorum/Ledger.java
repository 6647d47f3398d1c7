package dev.parallax.core.quorum;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Everything that regions have published, and what must never be found in it. A value is the string
 * of all changes, so that each must begin with the one before it.
 */
final class Ledger {
  private record Mark(long term, long number) {}

  private final Members members;
  private final Map<String, Ballot<String>> last = new HashMap<>();
  private final Map<Mark, String> proposed = new HashMap<>();
  private final Map<Mark, Set<String>> stored = new HashMap<>();
  private final Map<Long, String> agreed = new HashMap<>();
  private final Map<Long, Map<String, String>> votes = new HashMap<>();
  private long highest;

  Ledger(Members members) {
    this.members = members;
  }

  /**
   * Enters what a region published.
   *
   * @throws AssertionError if it breaks an invariant
   */
  void enter(Ballot<String> ballot) {
    var before = last.put(ballot.region(), ballot);
    ballot.accepted().ifPresent(accepted -> store(ballot.region(), accepted));
    ballot.committed().ifPresent(committed -> commit(ballot, committed));
    ballot.leader().ifPresent(leader -> vote(ballot, leader));
    if (before != null) {
      check(ballot.term() >= before.term(), "a term falls", ballot);
      check(numberOf(ballot) >= numberOf(before), "a committed number falls", ballot);
    }
  }

  /** The highest number that was agreed anywhere. */
  long highest() {
    return highest;
  }

  long highestTerm() {
    return last.values().stream().mapToLong(Ballot::term).max().orElse(0);
  }

  static long numberOf(Ballot<String> ballot) {
    return ballot.committed().map(Proposal::number).orElse(0L);
  }

  private void store(String region, Proposal<String> proposal) {
    var mark = new Mark(proposal.term(), proposal.number());
    var value = proposed.putIfAbsent(mark, proposal.value());
    check(value == null || value.equals(proposal.value()), "two values in " + mark, proposal);
    stored.computeIfAbsent(mark, unused -> new HashSet<>()).add(region);
  }

  private void commit(Ballot<String> ballot, Proposal<String> proposal) {
    var mark = new Mark(proposal.term(), proposal.number());
    check(
        stored.getOrDefault(mark, Set.of()).size() >= members.majority(),
        "committed but not stored by a majority",
        ballot);
    var value = agreed.putIfAbsent(proposal.number(), proposal.value());
    check(value == null || value.equals(proposal.value()), "split brain: " + value, ballot);
    check(follows(proposal, -1) && follows(proposal, 1), "a change was lost", ballot);
    highest = Math.max(highest, proposal.number());
  }

  private boolean follows(Proposal<String> proposal, int step) {
    var other = agreed.get(proposal.number() + step);
    return other == null
        || (step < 0 ? proposal.value().startsWith(other) : other.startsWith(proposal.value()));
  }

  private void vote(Ballot<String> ballot, String leader) {
    var inTerm = votes.computeIfAbsent(ballot.term(), unused -> new HashMap<>());
    var given = inTerm.putIfAbsent(ballot.region(), leader);
    check(given == null || given.equals(leader), "voted twice", ballot);
  }

  private static void check(boolean holds, String what, Object where) {
    if (!holds) {
      throw new AssertionError(what + ": " + where);
    }
  }
}
