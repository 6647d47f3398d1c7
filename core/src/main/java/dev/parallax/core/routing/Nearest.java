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
    return Contest.winner(deciding, new ByLatency(regions, deciding));
  }

  private record ByLatency(RegionSet regions, Deciding deciding) implements Contest.Rules {
    @Override
    public boolean admits(int region) {
      return regions.contains(region);
    }

    @Override
    public double score(int region) {
      return deciding.latency(region);
    }
  }
}
