package dev.parallax.core.routing;

/**
 * Finds the best eligible region of some. Whether a region is eligible takes a look at its agents,
 * so it is asked of the best one only, and of the next only if that one is not: the winner of all,
 * if it is eligible, is the winner of the eligible.
 */
final class Contest {
  private static final int NONE = -1;

  private Contest() {}

  /** Who takes part, and how they compare. */
  interface Rules {
    /** Whether the region takes part. */
    boolean admits(int region);

    /** The lowest goes before all others. */
    default int rank(int region) {
      return 0;
    }

    /** The lowest of a rank goes first, one that is not a number last. */
    double score(int region);
  }

  /**
   * The first by rank, then score, then health (R3), then order of configuration, that is eligible;
   * null if none is.
   */
  static Place winner(Deciding deciding, Rules rules) {
    for (int region = first(deciding, rules); region >= 0; region = first(deciding, rules)) {
      var place = deciding.place(region);
      if (place.isEligible()) {
        return place;
      }
    }
    return null;
  }

  private static int first(Deciding deciding, Rules rules) {
    int first = NONE;
    int firstRank = 0;
    double firstScore = 0;
    for (int i = 0; i < deciding.size(); i++) {
      if (rules.admits(i) && deciding.mayBeEligible(i)) {
        int rank = rules.rank(i);
        double score = rules.score(i);
        int order = first == NONE ? -1 : compare(rank, score, firstRank, firstScore);
        if (order < 0 || (order == 0 && deciding.healthRank(i) < deciding.healthRank(first))) {
          first = i;
          firstRank = rank;
          firstScore = score;
        }
      }
    }
    return first;
  }

  private static int compare(int rank, double score, int otherRank, double otherScore) {
    return rank != otherRank ? Integer.compare(rank, otherRank) : Double.compare(score, otherScore);
  }
}
