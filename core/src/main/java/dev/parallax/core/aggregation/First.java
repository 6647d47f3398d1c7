package dev.parallax.core.aggregation;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * X7: the first answer with at least this confidence is the value, and its confidence is the
 * value's; the rest is ignored.
 *
 * @param minConfidence least confidence that counts, 0..1, inclusive
 */
record First(double minConfidence) implements Aggregator {
  @Override
  public boolean takesTheFirst() {
    return true;
  }

  @Override
  public Verdict aggregate(Ballot ballot) {
    var regions = RegionVotes.of(ballot);
    for (var vote : ballot.votes()) {
      if (vote.confidence() >= minConfidence) {
        var confidence = BigDecimal.valueOf(vote.confidence());
        return Verdict.won(vote.value(), confidence, List.of(vote.agentId()), regions);
      }
    }
    return Verdict.none(unsure(ballot), regions);
  }

  private String unsure(Ballot ballot) {
    if (ballot.votes().isEmpty()) {
      return NO_ANSWER;
    }
    return ballot.byAgent().stream()
        .map(
            vote ->
                "%s: confidence %s is below %s"
                    .formatted(vote.agentId(), vote.confidence(), minConfidence))
        .collect(Collectors.joining("; "));
  }
}
