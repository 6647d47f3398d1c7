package dev.parallax.core.aggregation;

import java.math.BigDecimal;
import java.util.Map;

/** How much a vote counts (X3). */
sealed interface Weights {
  /** 0 or more. */
  BigDecimal of(Vote vote);

  /** The weight of all its votes. */
  default BigDecimal of(Camp camp) {
    return camp.votes().stream().map(this::of).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Every vote counts one. */
  record Alike() implements Weights {
    @Override
    public BigDecimal of(Vote vote) {
      return BigDecimal.ONE;
    }
  }

  /** A vote counts as much as its agent is sure. */
  record ByConfidence() implements Weights {
    @Override
    public BigDecimal of(Vote vote) {
      return BigDecimal.valueOf(vote.confidence());
    }
  }

  /**
   * A vote has its agent's weight, else its region's, else none: what is not listed counts nothing,
   * as in weighted routing (R10).
   *
   * @param byName by agent id or region
   */
  record Listed(Map<String, Double> byName) implements Weights {
    /** Copies the map. */
    public Listed {
      byName = Map.copyOf(byName);
    }

    @Override
    public BigDecimal of(Vote vote) {
      var own = byName.get(vote.agentId());
      return BigDecimal.valueOf(own != null ? own : byName.getOrDefault(vote.region(), 0.0));
    }
  }
}
