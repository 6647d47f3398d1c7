package dev.parallax.core.aggregation;

import dev.parallax.core.fleet.Pattern;
import java.util.List;

/**
 * How the answers of several agents become one value (X3 to X7). A pure function: the same ballot
 * gives the same verdict, and unless it {@link #takesTheFirst} the order of arrival does not count.
 */
public sealed interface Aggregator permits First, Voting, Consensus, CrossRegion, Merge {
  /** The reason of a verdict without votes. */
  String NO_ANSWER = "no answer";

  /** What these answers come to. */
  Verdict aggregate(Ballot ballot);

  /** Whether the first answer that gives a value ends it, as no other could change that (X7). */
  default boolean takesTheFirst() {
    return false;
  }

  /**
   * Whether a region without answers is part of the judgement (X5), so that a verdict may be had
   * although answers are missing.
   */
  default boolean judgesSilence() {
    return false;
  }

  /**
   * The aggregation of a pattern.
   *
   * @throws IllegalArgumentException with all {@link #faults} of it
   */
  static Aggregator of(Pattern.Aggregation aggregation) {
    return new AggregationReader(aggregation).read();
  }

  /**
   * All that is wrong with an aggregation: an unknown strategy, method or tie breaker, a figure out
   * of range, and a setting that this strategy or method would ignore. Empty if nothing is.
   */
  static List<String> faults(Pattern.Aggregation aggregation) {
    return new AggregationReader(aggregation).faults();
  }

  /** The first sufficient answer (X7). */
  static Aggregator first(double minConfidence) {
    return new First(minConfidence);
  }
}
