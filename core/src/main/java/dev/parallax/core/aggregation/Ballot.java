package dev.parallax.core.aggregation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that is known when answers are aggregated.
 *
 * @param votes the answers in the order of their arrival, which counts for <i>first</i> only
 * @param regions every region of which an answer is expected, with those of the votes: one that is
 *     silent counts (X5)
 */
public record Ballot(List<Vote> votes, SortedSet<String> regions) {
  /**
   * @throws IllegalArgumentException if an agent votes twice
   */
  public Ballot {
    votes = List.copyOf(votes);
    var all = new TreeSet<>(regions);
    var agents = new HashSet<String>();
    for (var vote : votes) {
      all.add(vote.region());
      if (!agents.add(vote.agentId())) {
        throw new IllegalArgumentException("agent " + vote.agentId() + " votes twice");
      }
    }
    regions = Collections.unmodifiableSortedSet(all);
  }

  /** Of these votes, and of these regions besides theirs. */
  public static Ballot of(List<Vote> votes, Collection<String> regions) {
    return new Ballot(votes, new TreeSet<>(regions));
  }

  /** The votes by agent id. */
  List<Vote> byAgent() {
    return votes.stream().sorted(Vote.BY_AGENT).toList();
  }

  /** The votes of one region, by agent id. */
  List<Vote> of(String region) {
    return byAgent().stream().filter(vote -> vote.region().equals(region)).toList();
  }
}
