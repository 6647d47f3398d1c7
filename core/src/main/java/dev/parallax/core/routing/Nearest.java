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
    deciding.measureBy(
        place -> regions.contains(place.index()) ? deciding.latency(place.index()) : Double.NaN);
    var contest = new Contest(deciding);
    for (int i = 0; i < deciding.size(); i++) {
      if (regions.contains(i)) {
        contest.enter(i, 0, deciding.latency(i));
      }
    }
    return contest.winner();
  }
}
