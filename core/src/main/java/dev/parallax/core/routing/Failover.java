package dev.parallax.core.routing;

import static dev.parallax.core.routing.Figures.figure;

import dev.parallax.core.fleet.Ramp;
import dev.parallax.core.fleet.Rendezvous;
import java.util.Optional;

/**
 * R11: the active region, else, for this request only, the next in order that can serve it. While
 * the active region comes back (F3), it leaves a part of the executions, by their hash, to the
 * region before: an execution is passed on to the active one once, when its share has grown so far.
 */
final class Failover implements Strategy {
  /** Sets the hash apart from those by which regions and agents are chosen. */
  private static final long RAMP = Rendezvous.hash("ramp");

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

  /** What goes on elsewhere without the active region, is for the majority to decide. */
  @Override
  public boolean servesAlone(Place place, Deciding deciding) {
    return place.index() == active(deciding);
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    return choose(deciding, deciding.allPlaces());
  }

  @Override
  public Optional<String> remark(int region, Deciding deciding) {
    int active = active(deciding);
    return deciding
        .status(active)
        .ramp()
        .filter(ramp -> ramp.share(deciding.now()) < 1)
        .flatMap(ramp -> remark(region, active, ramp, deciding));
  }

  /**
   * The first in order that is eligible and in {@code regions}; before all the active one, and
   * before that the one with which the active one leaves this execution.
   */
  Place choose(Deciding deciding, RegionSet regions) {
    int active = active(deciding);
    int before = keeper(active, deciding);
    if (before >= 0 && takes(before, regions, deciding)) {
      return deciding.place(before);
    }
    if (takes(active, regions, deciding)) {
      return deciding.place(active);
    }
    for (int region : order) {
      if (takes(region, regions, deciding)) {
        return deciding.place(region);
      }
    }
    return null;
  }

  private static boolean takes(int region, RegionSet regions, Deciding deciding) {
    return regions.contains(region) && deciding.place(region).isEligible();
  }

  /** The region that keeps this execution for now (F3); -1 if the active one takes it. */
  private static int keeper(int active, Deciding deciding) {
    var ramp = deciding.status(active).ramp();
    if (ramp.isEmpty()) {
      return -1;
    }
    double place = Rendezvous.unit(Rendezvous.hash(deciding.executionSeed(), RAMP));
    return place < ramp.get().share(deciding.now())
        ? -1
        : deciding.regions().indexOf(ramp.get().from());
  }

  private static Optional<String> remark(int region, int active, Ramp ramp, Deciding deciding) {
    var id = deciding.regions().id(region);
    var percent = figure(Math.floor(100 * ramp.share(deciding.now())));
    if (region == active) {
      return Optional.of(
          "comes back, and takes " + percent + "% of the executions by their hash (F3)");
    }
    return id.equals(ramp.from())
        ? Optional.of(
            "keeps what "
                + deciding.regions().id(active)
                + " does not take yet, which takes "
                + percent
                + "% (F3)")
        : Optional.empty();
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
