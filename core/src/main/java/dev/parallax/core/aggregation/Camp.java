package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Votes that agree.
 *
 * @param value what they agree on
 * @param votes by agent id, at least one
 */
record Camp(Json value, List<Vote> votes) {
  int size() {
    return votes.size();
  }

  /** The smallest agent id in it. */
  String firstAgent() {
    return votes.get(0).agentId();
  }

  List<String> agents() {
    return votes.stream().map(Vote::agentId).toList();
  }

  /** 0..1, the same in whatever order the answers came. */
  BigDecimal meanConfidence() {
    var sum =
        votes.stream()
            .map(vote -> BigDecimal.valueOf(vote.confidence()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(BigDecimal.valueOf(votes.size()), MathContext.DECIMAL128);
  }
}
