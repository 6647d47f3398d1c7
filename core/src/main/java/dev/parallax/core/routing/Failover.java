package dev.parallax.core.routing;

/** R11: the active region, else, for this request only, the next in order that can serve it. */
final class Failover implements Strategy {
  private final int[] order;
  private final RegionSet members;
  private final boolean automatic;

  /**
   * @param order positions of the primary and of those after it
   * @param regions that are defined
   * @param automatic whether a sick active region is ever left by itself
   */
  Failover(int[] order, Regions regions, boolean automatic) {
    this.order = order.clone();
    this.members = RegionSet.of(regions.size(), order);
    this.automatic = automatic;
  }

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public Cause narrow(Ask ask, int region, int target, Deciding deciding) {
    return members.contains(region) ? Cause.ELIGIBLE : Cause.NOT_IN_ORDER;
  }

  @Override
  public boolean overridesHealth(int region, Deciding deciding) {
    // Evacuated, it has the health of its stand-in (R16), which nobody forced.
    var status = deciding.status(region);
    return region == active(deciding)
        && status.redirect().isEmpty()
        && (!automatic || status.forced());
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    return choose(deciding, deciding.allPlaces());
  }

  /** The first in order that is eligible and in {@code regions}, the active one before all. */
  Place choose(Deciding deciding, RegionSet regions) {
    int active = active(deciding);
    if (deciding.place(active).isEligible() && regions.contains(active)) {
      return deciding.place(active);
    }
    for (int region : order) {
      if (deciding.place(region).isEligible() && regions.contains(region)) {
        return deciding.place(region);
      }
    }
    return null;
  }

  /**
   * The active region of the newest state: while a change spreads, two records may say so. The
   * primary if none does (F1).
   */
  private int active(Deciding deciding) {
    int active = -1;
    for (int region : order) {
      var status = deciding.status(region);
      if (status.active() && (active < 0 || status.epoch() > deciding.status(active).epoch())) {
        active = region;
      }
    }
    return active < 0 ? order[0] : active;
  }
}
