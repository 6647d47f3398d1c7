package dev.parallax.core.routing;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Rendezvous;
import java.util.Arrays;
import java.util.Optional;

/**
 * R10: the regions share the executions by weight; losing one moves only its share. A region on
 * trial (H5) has 1% of its weight. That is no share worth the name, so weight 0 is used where every
 * region of another weight is ineligible or on trial; where nothing but regions on trial is left,
 * they share all there is.
 */
final class Weighted implements Strategy {
  private static final double TRIAL = 0.01;

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

  @Override
  public boolean tries(Ask ask, int region) {
    return true;
  }

  @Override
  public Optional<String> remark(int region, Deciding deciding) {
    return deciding.isTried(region)
        ? Optional.of("UNHEALTHY by its error rate, on trial at 1% of its weight (H5)")
        : Optional.empty();
  }

  /** The winner among {@code regions}. */
  Place choose(Deciding deciding, RegionSet regions) {
    deciding.weighBy(weights);
    var byWeight = new ByWeight(regions, weights, deciding);
    var winner = measured(deciding, byWeight);
    if (winner != null && !deciding.isTried(winner.index())) {
      return winner;
    }
    return winner != null && Contest.winner(deciding, byWeight.withoutTrials()) != null
        ? winner
        : measured(deciding, new ByWeight(regions, alike, deciding));
  }

  private static Place measured(Deciding deciding, ByWeight rules) {
    deciding.measureBy(
        place -> rules.admits(place.index()) ? rules.score(place.index()) : Double.NaN);
    return Contest.winner(deciding, rules);
  }

  /** R7's anyRegion: any eligible place, in proportion to its spare capacity (R12). */
  static Place bySpareCapacity(Deciding deciding) {
    var rules = new BySpareCapacity(deciding);
    deciding.measureBy(place -> rules.score(place.index()));
    return Contest.winner(deciding, rules);
  }

  private static double score(Deciding deciding, long seed, int region, double weight) {
    return Rendezvous.exponential(Rendezvous.hash(seed, deciding.regions().hash(region))) / weight;
  }

  /** R10. */
  private static final class ByWeight implements Contest.Rules {
    private final RegionSet regions;
    private final double[] weights;
    private final Deciding deciding;

    ByWeight(RegionSet regions, double[] weights, Deciding deciding) {
      this.regions = regions;
      this.weights = weights;
      this.deciding = deciding;
    }

    @Override
    public boolean admits(int region) {
      return regions.contains(region) && weights[region] > 0;
    }

    @Override
    public double score(int region) {
      double weight = deciding.isTried(region) ? TRIAL * weights[region] : weights[region];
      return Weighted.score(deciding, deciding.executionSeed(), region, weight);
    }

    /** The same without the regions on trial. */
    Contest.Rules withoutTrials() {
      return new Contest.Rules() {
        @Override
        public boolean admits(int region) {
          return ByWeight.this.admits(region) && !deciding.isTried(region);
        }

        @Override
        public double score(int region) {
          return ByWeight.this.score(region);
        }
      };
    }
  }

  private record BySpareCapacity(Deciding deciding) implements Contest.Rules {
    @Override
    public boolean admits(int region) {
      return deciding.mayBeEligible(region) && deciding.place(region).isEligible();
    }

    @Override
    public double score(int region) {
      double spare = (double) deciding.place(region).agents().spare() / Agent.UNITS_PER_TASK;
      return Weighted.score(deciding, deciding.attemptSeed(), region, spare);
    }
  }
}
