package dev.parallax.core.routing;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Rendezvous;
import java.util.Arrays;

/** R10: the regions share the executions by weight; losing one moves only its share. */
final class Weighted implements Strategy {
  private final double[] weights;
  private final double[] alike;

  /**
   * @param weights by the region's position, 0 or more; 0 is used only when every other is
   *     ineligible
   */
  Weighted(double[] weights) {
    this.weights = weights.clone();
    this.alike = new double[weights.length];
    Arrays.fill(alike, 1);
  }

  @Override
  public String name() {
    return "weighted";
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    return choose(deciding, deciding.allPlaces());
  }

  /** The winner among {@code regions}. */
  Place choose(Deciding deciding, RegionSet regions) {
    deciding.weighBy(weights);
    var winner = rendezvous(deciding, regions, weights);
    return winner != null ? winner : rendezvous(deciding, regions, alike);
  }

  private static Place rendezvous(Deciding deciding, RegionSet regions, double[] weights) {
    long seed = deciding.executionSeed();
    deciding.measureBy(
        place -> {
          int i = place.index();
          boolean takesPart = regions.contains(i) && weights[i] > 0;
          return takesPart ? score(deciding, seed, i, weights[i]) : Double.NaN;
        });
    var contest = new Contest(deciding);
    for (int i = 0; i < deciding.size(); i++) {
      if (regions.contains(i) && weights[i] > 0) {
        contest.enter(i, 0, score(deciding, seed, i, weights[i]));
      }
    }
    return contest.winner();
  }

  /** R7's anyRegion: any eligible place, in proportion to its spare capacity (R12). */
  static Place bySpareCapacity(Deciding deciding) {
    deciding.measureBy(place -> spareScore(deciding, place));
    var contest = new Contest(deciding);
    for (int i = 0; i < deciding.size(); i++) {
      var place = deciding.place(i);
      if (place.isEligible()) {
        contest.enter(i, 0, spareScore(deciding, place));
      }
    }
    return contest.winner();
  }

  private static double spareScore(Deciding deciding, Place place) {
    double spare = (double) place.agents().spare() / Agent.UNITS_PER_TASK;
    return score(deciding, deciding.attemptSeed(), place.index(), spare);
  }

  private static double score(Deciding deciding, long seed, int region, double weight) {
    return Rendezvous.exponential(Rendezvous.hash(seed, deciding.regions().hash(region))) / weight;
  }
}
