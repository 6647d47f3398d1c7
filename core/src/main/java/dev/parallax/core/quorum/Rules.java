package dev.parallax.core.quorum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a region may say next. What is agreed rests on these rules, and they hold whatever versions
 * of the others' ballots are given, whoever is held to be alive, and whenever a region campaigns:
 *
 * <ol>
 *   <li>A region votes once in a term, and only for a candidate that has accepted no less than it.
 *   <li>It accepts no proposal of a term lower than its own, unless that is known to be agreed.
 *   <li>Who has the votes of a majority in a term proposes first, in this term, what it accepted
 *       last; something new only when its last proposal of this term is agreed.
 *   <li>What a majority has accepted in the same term and with the same number is agreed.
 * </ol>
 *
 * <p>So a leader knows everything that was agreed in terms before its own: of the majority that
 * voted for it one had accepted that.
 */
class Rules<V> {
  private final Members members;

  Rules(Members members) {
    this.members = members;
  }

  /**
   * The ballot after everything that follows from what was seen.
   *
   * @param own the region's ballot
   * @param seen any versions of ballots of others, at most one of each
   * @param live who is held to lead, may be the region itself: nobody else's term is adopted
   * @param campaigns whether the region asks for votes, in a term higher than any seen
   */
  Ballot<V> next(
      Ballot<V> own, Collection<Ballot<V>> seen, Optional<String> live, boolean campaigns) {
    var ballot = learn(accept(own, seen), seen);
    ballot = campaigns ? campaign(ballot, seen) : vote(adopt(ballot, seen, live), seen, live);
    return learn(proposeAgain(ballot, seen), seen);
  }

  /** The ballot with a new proposal; empty if the region must not propose one. */
  Optional<Ballot<V>> propose(Ballot<V> own, Collection<Ballot<V>> seen, V value) {
    if (!mayPropose(own, seen)) {
      return Optional.empty();
    }
    long number = own.accepted().map(Proposal::number).orElse(0L) + 1;
    return Optional.of(learn(own.accepting(new Proposal<>(own.term(), number, value)), seen));
  }

  /** Whether the region is elected and everything it has accepted is agreed in its term. */
  boolean mayPropose(Ballot<V> own, Collection<Ballot<V>> seen) {
    return isElected(own, seen)
        && (own.accepted().isEmpty()
            || (own.accepted().get().term() == own.term()
                && own.committed().filter(own.accepted().get()::isSame).isPresent()));
  }

  /** Whether a majority gave the region its vote in the region's term. */
  boolean isElected(Ballot<V> own, Collection<Ballot<V>> seen) {
    return own.isCandidacy()
        && with(own, seen).stream().filter(b -> b.hasVoted(own.term(), own.region())).count()
            >= votesNeeded();
  }

  int votesNeeded() {
    return members.majority();
  }

  /** Whether the candidate has accepted no less than the voter. */
  boolean isWorthy(Ballot<V> candidate, Ballot<V> voter) {
    return voter.accepted().isEmpty()
        || candidate
            .accepted()
            .filter(last -> !voter.accepted().get().isAfter(Optional.of(last)))
            .isPresent();
  }

  /** Whether the ballot's region may accept a proposal of this term. */
  boolean mayAccept(Ballot<V> ballot, Proposal<V> proposal) {
    return proposal.term() >= ballot.term();
  }

  /** Whether the region that accepted the one counts for the other. */
  boolean counts(Proposal<V> accepted, Proposal<V> proposal) {
    return accepted.isSame(proposal);
  }

  Ballot<V> proposeAgain(Ballot<V> own, Collection<Ballot<V>> seen) {
    return own.accepted()
        .filter(last -> last.term() < own.term() && isElected(own, seen))
        .map(last -> own.accepting(last.inTerm(own.term())))
        .orElse(own);
  }

  private Ballot<V> accept(Ballot<V> own, Collection<Ballot<V>> seen) {
    return last(proposals(seen, Ballot::accepted).filter(p -> mayAccept(own, p)))
        .filter(last -> last.isAfter(own.accepted()))
        .map(last -> own.inTerm(Math.max(own.term(), last.term())).accepting(last))
        .orElse(own);
  }

  private Ballot<V> learn(Ballot<V> own, Collection<Ballot<V>> seen) {
    var all = with(own, seen);
    return last(Stream.concat(
            proposals(seen, Ballot::committed),
            proposals(all, Ballot::accepted).filter(p -> isCommitted(p, all))))
        .filter(last -> last.isAfter(own.committed()))
        .map(last -> learn(own, last))
        .orElse(own);
  }

  private Ballot<V> learn(Ballot<V> own, Proposal<V> agreed) {
    var ballot = own.committing(agreed);
    return agreed.isAfter(own.accepted())
        ? ballot.inTerm(Math.max(own.term(), agreed.term())).accepting(agreed)
        : ballot;
  }

  private boolean isCommitted(Proposal<V> proposal, List<Ballot<V>> all) {
    return all.stream()
            .filter(b -> b.accepted().filter(p -> counts(p, proposal)).isPresent())
            .count()
        >= members.majority();
  }

  private Ballot<V> adopt(Ballot<V> own, Collection<Ballot<V>> seen, Optional<String> live) {
    long highest =
        seen.stream()
            .filter(other -> isFree(live, other.region()))
            .mapToLong(Ballot::term)
            .max()
            .orElse(0);
    return own.inTerm(Math.max(own.term(), highest));
  }

  private Ballot<V> campaign(Ballot<V> own, Collection<Ballot<V>> seen) {
    long highest = with(own, seen).stream().mapToLong(Ballot::term).max().orElseThrow();
    return own.inTerm(highest + 1).voting(own.region());
  }

  private Ballot<V> vote(Ballot<V> own, Collection<Ballot<V>> seen, Optional<String> live) {
    if (own.leader().isPresent()) {
      return own;
    }
    return seen.stream()
        .filter(other -> other.isCandidacy() && other.term() == own.term())
        .filter(other -> isFree(live, other.region()) && isWorthy(other, own))
        .findFirst()
        .map(candidate -> own.voting(candidate.region()))
        .orElse(own);
  }

  private static boolean isFree(Optional<String> live, String region) {
    return live.isEmpty() || live.get().equals(region);
  }

  private List<Ballot<V>> with(Ballot<V> own, Collection<Ballot<V>> seen) {
    var all = new ArrayList<>(seen);
    all.add(own);
    return all;
  }

  private Stream<Proposal<V>> proposals(
      Collection<Ballot<V>> ballots, Function<Ballot<V>, Optional<Proposal<V>>> which) {
    return ballots.stream().map(which).flatMap(Optional::stream);
  }

  private Optional<Proposal<V>> last(Stream<Proposal<V>> proposals) {
    return proposals.reduce((a, b) -> b.isAfter(Optional.of(a)) ? b : a);
  }
}
