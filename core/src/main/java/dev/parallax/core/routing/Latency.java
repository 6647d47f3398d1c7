package dev.parallax.core.routing;

import java.util.List;
import java.util.Optional;

/**
 * R6, and R7 where there are preferences: the lowest latency from the origin within the bound.
 *
 * @param maxLatency inclusive bound on the raw latency in ms; infinite without one
 * @param sameRegionBonus what is subtracted for the origin itself, ms
 * @param fallback where to go if nothing is within the bound
 * @param preferences tiers in order; empty means none are configured
 */
record Latency(
    double maxLatency, double sameRegionBonus, Optional<Tier> fallback, List<Tier> preferences)
    implements Strategy {

  /** A kind of region that a preference or a fallback names. */
  enum Tier {
    /** The origin. */
    SAME_REGION,
    /** The nearest of those measured. */
    NEAREST_REGION,
    /** Any. */
    ANY_REGION
  }

  Latency {
    preferences = List.copyOf(preferences);
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Cause narrow(Ask ask, int region, int target, Deciding deciding) {
    return onlyOrigin() && region != deciding.origin() ? Cause.NOT_PREFERRED : Cause.ELIGIBLE;
  }

  /** Whether there are preferences, and none of them ever leaves the origin. */
  private boolean onlyOrigin() {
    for (int i = 0; i < preferences.size(); i++) {
      if (preferences.get(i) != Tier.SAME_REGION) {
        return false;
      }
    }
    return !preferences.isEmpty();
  }

  @Override
  public boolean reaches(int region, Deciding deciding) {
    double latency = deciding.latency(region);
    boolean within = Reach.WITHIN_BOUND.includes(latency, maxLatency);
    if (preferences.isEmpty()) {
      // Without a bound even a region that is not measured is within it.
      return within
          || maxLatency == Double.POSITIVE_INFINITY
          || fallback.filter(tier -> reaches(tier, region, Reach.MEASURED, deciding)).isPresent();
    }
    for (int i = 0; i < preferences.size(); i++) {
      if (reaches(preferences.get(i), region, Reach.WITHIN_BOUND, deciding)) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(Tier tier, int region, Reach nearest, Deciding deciding) {
    return switch (tier) {
      case SAME_REGION -> region == deciding.origin();
      case NEAREST_REGION -> nearest.includes(deciding.latency(region), maxLatency);
      case ANY_REGION -> true;
    };
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    return preferences.isEmpty() ? byScore(deciding) : byPreference(deciding);
  }

  private Place byScore(Deciding deciding) {
    var all = new ByScore(this, Reach.ANY, deciding);
    deciding.measureBy(place -> all.score(place.index()));
    boolean bounded = maxLatency < Double.POSITIVE_INFINITY;
    var within = best(deciding, bounded ? Reach.WITHIN_BOUND : Reach.ANY);
    return within != null ? within : fallback.map(tier -> fallBack(tier, deciding)).orElse(null);
  }

  private Place fallBack(Tier tier, Deciding deciding) {
    return switch (tier) {
      case ANY_REGION -> best(deciding, Reach.ANY);
      case NEAREST_REGION -> best(deciding, Reach.MEASURED);
      case SAME_REGION -> origin(deciding);
    };
  }

  private Place byPreference(Deciding deciding) {
    for (var tier : preferences) {
      var place =
          switch (tier) {
            case SAME_REGION -> origin(deciding);
            case NEAREST_REGION -> nearestWithinBound(deciding);
            case ANY_REGION -> Weighted.bySpareCapacity(deciding);
          };
      if (place != null) {
        return place;
      }
    }
    return null;
  }

  private static Place origin(Deciding deciding) {
    var place = deciding.place(deciding.origin());
    return place.isEligible() ? place : null;
  }

  private Place nearestWithinBound(Deciding deciding) {
    var rules = new ByLatency(this, deciding);
    deciding.measureBy(
        place -> rules.admits(place.index()) ? rules.score(place.index()) : Double.NaN);
    return Contest.winner(deciding, rules);
  }

  private Place best(Deciding deciding, Reach reach) {
    return Contest.winner(deciding, new ByScore(this, reach, deciding));
  }

  /** How far a region may be. */
  private enum Reach {
    WITHIN_BOUND,
    MEASURED,
    ANY;

    boolean includes(double latency, double bound) {
      return switch (this) {
        // Nothing compares with what is not a number.
        case WITHIN_BOUND -> latency <= bound;
        case MEASURED -> !Double.isNaN(latency);
        case ANY -> true;
      };
    }
  }

  /** Latency less the bonus; not a number, which comes last, if not measured. */
  private record ByScore(Latency latency, Reach reach, Deciding deciding) implements Contest.Rules {
    @Override
    public boolean admits(int region) {
      return reach.includes(deciding.latency(region), latency.maxLatency);
    }

    @Override
    public double score(int region) {
      double raw = deciding.latency(region);
      return region == deciding.origin() ? raw - latency.sameRegionBonus : raw;
    }
  }

  /** R7's nearestRegion: by raw latency, of those within the bound. */
  private record ByLatency(Latency latency, Deciding deciding) implements Contest.Rules {
    @Override
    public boolean admits(int region) {
      return Reach.WITHIN_BOUND.includes(deciding.latency(region), latency.maxLatency);
    }

    @Override
    public double score(int region) {
      return deciding.latency(region);
    }
  }
}
