package dev.parallax.core.aggregation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * X3: every answer is a vote for its value; equal values are one. The strongest camp wins if the
 * method is content with it. Its confidence is its agreement times the mean confidence of its
 * votes, as in X4.
 *
 * @param method what the strongest camp needs, and how strength is measured
 * @param weights of each vote
 * @param minVotes votes needed, at least 1
 * @param tieBreaker who wins of several strongest camps
 */
record Voting(Method method, Weights weights, int minVotes, TieBreaker tieBreaker)
    implements Aggregator {

  /** What a winner needs. */
  enum Method {
    /** More than half of the votes. */
    MAJORITY,
    /** More votes than any other, or the tie breaker's favour. */
    PLURALITY,
    /** All votes. */
    UNANIMOUS,
    /** More weight than any other, or the tie breaker's favour. */
    WEIGHTED
  }

  @Override
  public Verdict aggregate(Ballot ballot) {
    var regions = RegionVotes.of(ballot);
    if (ballot.votes().isEmpty()) {
      return Verdict.none(NO_ANSWER, regions);
    }
    var camps = Agreement.EXACT.camps(ballot.byAgent());
    var total = total(camps);
    if (total.signum() == 0) {
      return Verdict.none("no winner: all votes together have no weight", regions);
    }
    var tied = strongest(camps);
    var share = new Share(weights.of(tied.get(0)), total);
    var obstacle = obstacle(ballot, tied, share);
    if (obstacle.isPresent()) {
      return Verdict.none(obstacle.get(), regions).agreedBy(share);
    }
    var winner = tieBreaker.winner(tied).orElseThrow();
    return Verdict.won(winner.value(), share.of(winner.meanConfidence()), winner.agents(), regions)
        .agreedBy(share);
  }

  private Optional<String> obstacle(Ballot ballot, List<Camp> tied, Share share) {
    if (ballot.votes().size() < minVotes) {
      return Optional.of("%d of at least %d votes came".formatted(ballot.votes().size(), minVotes));
    }
    return switch (method) {
      case MAJORITY ->
          share.isMoreThanHalf()
              ? Optional.empty()
              : Optional.of("no majority: %s votes agree, more than half must".formatted(share));
      case UNANIMOUS ->
          share.isWhole()
              ? Optional.empty()
              : Optional.of("not unanimous: %s votes agree".formatted(share));
      case PLURALITY, WEIGHTED ->
          tieBreaker.winner(tied).isPresent()
              ? Optional.empty()
              : Optional.of("a tie: %d values have %s each".formatted(tied.size(), share));
    };
  }

  private List<Camp> strongest(List<Camp> camps) {
    var most = camps.stream().map(weights::of).max(BigDecimal::compareTo).orElseThrow();
    return camps.stream().filter(camp -> weights.of(camp).compareTo(most) == 0).toList();
  }

  private BigDecimal total(List<Camp> camps) {
    return camps.stream().map(weights::of).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
