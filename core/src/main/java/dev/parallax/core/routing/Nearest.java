package dev.parallax.core.routing;

/** R6's order without bonus and bound: what other rules mean by R6. */
record Nearest() implements Strategy {
  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    return choose(deciding, deciding.allPlaces());
  }

  /** The nearest eligible place among {@code regions}; measured ones first. */
  static Place choose(Deciding deciding, RegionSet regions) {
    Place best = null;
    for (int i = 0; i < deciding.size(); i++) {
      var place = deciding.place(i);
      if (place.isEligible() && regions.contains(i)) {
        if (place.isMeasured()) {
          place.score(place.latency());
        }
        if (best == null || isNearer(place, best)) {
          best = place;
        }
      }
    }
    return best;
  }

  /** Lower latency, then HEALTHY first; equal otherwise, so that configuration order stays. */
  static boolean isNearer(Place one, Place other) {
    return isBetter(one.latency(), one, other.latency(), other);
  }

  /** Lower score, one that is not a number last, then HEALTHY first. */
  static boolean isBetter(double score, Place one, double otherScore, Place other) {
    int order = Double.compare(score, otherScore);
    return order != 0 ? order < 0 : one.healthRank() < other.healthRank();
  }
}
