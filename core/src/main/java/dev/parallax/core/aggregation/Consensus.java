package dev.parallax.core.aggregation;

import java.math.BigDecimal;

/**
 * X4: the largest camp wins if it is at least this share of the votes; of two equally large ones,
 * which only a threshold of 0.5 or less allows, the one of the smallest agent id. Its confidence is
 * its agreement times the mean confidence of its votes.
 *
 * @param threshold share needed, 0..1, inclusive
 * @param agreement when two answers agree
 */
record Consensus(BigDecimal threshold, Agreement agreement) implements Aggregator {
  @Override
  public Verdict aggregate(Ballot ballot) {
    var regions = RegionVotes.of(ballot);
    if (ballot.votes().isEmpty()) {
      return Verdict.none(NO_ANSWER, regions);
    }
    var largest = agreement.camps(ballot.votes()).get(0);
    var share = Share.of(largest.size(), ballot.votes().size());
    if (!share.reaches(threshold)) {
      var reason =
          "no consensus: %s votes agree, %s needed".formatted(share, Share.plain(threshold));
      return Verdict.none(reason, regions).agreedBy(share);
    }
    return Verdict.won(
            largest.value(), share.of(largest.meanConfidence()), largest.agents(), regions)
        .agreedBy(share);
  }
}
