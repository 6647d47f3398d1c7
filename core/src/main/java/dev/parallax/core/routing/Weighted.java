package dev.parallax.core.routing;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Rendezvous;

/** R10: the regions share the executions by weight; losing one moves only its share. */
final class Weighted implements Strategy {
  private final double[] weights;

  /**
   * @param weights by the region's position, 0 or more; 0 is used only when every other is
   *     ineligible
   */
  Weighted(double[] weights) {
    this.weights = weights.clone();
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
    for (int i = 0; i < deciding.size(); i++) {
      deciding.place(i).weight(weights[i]);
    }
    var winner = rendezvous(deciding, regions, weights);
    return winner != null ? winner : rendezvous(deciding, regions, null);
  }

  private static Place rendezvous(Deciding deciding, RegionSet regions, double[] weights) {
    long seed = deciding.executionSeed();
    Place best = null;
    double least = 0;
    for (int i = 0; i < deciding.size(); i++) {
      var place = deciding.place(i);
      double weight = weights == null ? 1 : weights[i];
      if (place.isEligible() && regions.contains(i) && weight > 0) {
        double score = score(deciding, seed, i, weight);
        place.score(score);
        if (best == null || score < least) {
          best = place;
          least = score;
        }
      }
    }
    return best;
  }

  /** R7's anyRegion: any eligible place, in proportion to its spare capacity (R12). */
  static Place bySpareCapacity(Deciding deciding) {
    Place best = null;
    double least = 0;
    for (int i = 0; i < deciding.size(); i++) {
      var place = deciding.place(i);
      if (place.isEligible()) {
        double spare = (double) place.agents().spare() / Agent.UNITS_PER_TASK;
        double score = score(deciding, deciding.attemptSeed(), i, spare);
        place.score(score);
        if (best == null || score < least) {
          best = place;
          least = score;
        }
      }
    }
    return best;
  }

  private static double score(Deciding deciding, long seed, int region, double weight) {
    return Rendezvous.exponential(Rendezvous.hash(seed, deciding.regions().hash(region))) / weight;
  }
}
