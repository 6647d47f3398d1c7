package dev.parallax.core.routing;

import java.util.Arrays;

/**
 * Finds the best eligible region of some. Whether a region is eligible takes a look at its agents,
 * so it is asked of the best one only, and of the next only if that one is not: the winner of all,
 * if it is eligible, is the winner of the eligible.
 */
final class Contest {
  private static final int OUT = -1;

  private final Deciding deciding;
  private final int[] ranks;
  private final double[] scores;

  Contest(Deciding deciding) {
    this.deciding = deciding;
    this.ranks = new int[deciding.size()];
    this.scores = new double[ranks.length];
    Arrays.fill(ranks, OUT);
  }

  /**
   * Lets a region take part.
   *
   * @param rank 0 or more; the lowest goes before all others
   * @param score the lowest of a rank goes first, one that is not a number last
   */
  void enter(int region, int rank, double score) {
    ranks[region] = rank;
    scores[region] = score;
  }

  /**
   * The first by rank, then score, then health (R3), then order of configuration, that is eligible;
   * null if none is.
   */
  Place winner() {
    for (int region = first(); region >= 0; region = first()) {
      var place = deciding.place(region);
      if (place.isEligible()) {
        return place;
      }
      ranks[region] = OUT;
    }
    return null;
  }

  private int first() {
    int first = -1;
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] != OUT && (first < 0 || isBefore(i, first))) {
        first = i;
      }
    }
    return first;
  }

  private boolean isBefore(int one, int other) {
    if (ranks[one] != ranks[other]) {
      return ranks[one] < ranks[other];
    }
    int order = Double.compare(scores[one], scores[other]);
    return order != 0
        ? order < 0
        : deciding.place(one).healthRank() < deciding.place(other).healthRank();
  }
}
