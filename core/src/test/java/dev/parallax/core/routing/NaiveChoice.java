package dev.parallax.core.routing;

import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Strategy.Tier;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Rendezvous;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Stage 3 of R1, the strategy, told anew from the words of R6 to R11. */
final class NaiveChoice {
  private final NaiveRouter asked;
  private final List<String> eligible;

  /**
   * @param eligible the regions to choose from, in the configuration's order
   */
  NaiveChoice(NaiveRouter asked, List<String> eligible) {
    this.asked = asked;
    this.eligible = eligible;
  }

  Optional<String> choose() {
    if (asked.strategy instanceof Strategy.Latency latency) {
      return latency.preferences().isEmpty() ? byLatency(latency) : byPreference(latency);
    }
    if (asked.strategy instanceof Strategy.Affinity affinity) {
      return byAffinity(affinity, asked.demand.affinityRule(affinity).orElseThrow());
    }
    if (asked.strategy instanceof Strategy.Capability) {
      return byCapability();
    }
    return among(Optional.of(asked.strategy), eligible);
  }

  /** Whether the strategy could choose the region if it were well and staffed, and near. */
  boolean mayEver(String region) {
    return barredBy(region).isEmpty();
  }

  /** The rule by which the strategy never chooses the region, the latency bound aside. */
  Optional<String> barredBy(String region) {
    boolean chooses = asked.demand.agents().distribution().isEmpty();
    if (asked.strategy instanceof Strategy.Affinity affinity) {
      var rule = asked.demand.affinityRule(affinity).orElseThrow();
      if (rule.fallback().isPresent()) {
        return Optional.empty();
      }
      if (!asked.demand.named(rule).contains(region)) {
        return Optional.of("R8");
      }
    }
    if (asked.strategy instanceof Strategy.Capability capability
        && capability.requireExactMatch()
        && !declaredFor(region).containsAll(Set.of(asked.demand.required()))) {
      return Optional.of("R9");
    }
    if (chooses && asked.strategy instanceof Strategy.Latency latency) {
      boolean staysAtHome =
          !latency.preferences().isEmpty()
              && latency.preferences().stream().allMatch(Tier.SAME_REGION::equals);
      return staysAtHome && !region.equals(asked.demand.origin())
          ? Optional.of("R7")
          : Optional.empty();
    }
    boolean outOfOrder = order().filter(order -> !order.order().contains(region)).isPresent();
    return chooses && outOfOrder ? Optional.of("R11") : Optional.empty();
  }

  /** R11: whether the region's health and drain do not exclude it. */
  boolean ignoresHealth(String region) {
    var status = asked.fleet.status(region);
    return order()
        .filter(order -> active(order).equals(region) && status.redirect().isEmpty())
        .filter(order -> !order.automatic() || status.forced())
        .isPresent();
  }

  /** The failover order, alone or within affinity. */
  private Optional<Strategy.Failover> order() {
    var strategy =
        asked.strategy instanceof Strategy.Affinity affinity
            ? affinity.among().orElse(affinity)
            : asked.strategy;
    return strategy instanceof Strategy.Failover order ? Optional.of(order) : Optional.empty();
  }

  private Optional<String> byLatency(Strategy.Latency latency) {
    var within = within(latency, eligible);
    ToDoubleFunction<String> score =
        region -> {
          double bonus = latency.sameRegionBonus().toMillis();
          return latency(region) - (region.equals(asked.demand.origin()) ? bonus : 0);
        };
    if (!within.isEmpty() || latency.fallback().isEmpty()) {
      return first(within, score);
    }
    return switch (latency.fallback().get()) {
      case SAME_REGION -> eligible.stream().filter(asked.demand.origin()::equals).findFirst();
      case NEAREST_REGION -> first(measured(eligible), score);
      case ANY_REGION -> first(eligible, score);
    };
  }

  private Optional<String> byPreference(Strategy.Latency latency) {
    for (var tier : latency.preferences()) {
      var found =
          switch (tier) {
            case SAME_REGION -> eligible.stream().filter(asked.demand.origin()::equals).findFirst();
            case NEAREST_REGION -> nearest(within(latency, measured(eligible)));
            case ANY_REGION -> bySpareCapacity();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private List<String> within(Strategy.Latency latency, List<String> regions) {
    return latency.maxLatency().isEmpty()
        ? regions
        : measured(regions).stream()
            .filter(region -> latency(region) <= latency.maxLatency().get().toMillis())
            .toList();
  }

  private Optional<String> byAffinity(Strategy.Affinity affinity, Strategy.Affinity.Rule rule) {
    var named = eligible.stream().filter(asked.demand.named(rule)::contains).toList();
    var found = among(affinity.among(), named);
    return found.isEmpty() && rule.fallback().isPresent() ? nearest(eligible) : found;
  }

  private Optional<String> among(Optional<Strategy> strategy, List<String> regions) {
    if (strategy.isEmpty()) {
      return nearest(regions);
    }
    if (strategy.get() instanceof Strategy.Weighted weighted) {
      return byWeight(weighted.weights(), regions);
    }
    var failover = (Strategy.Failover) strategy.get();
    var order = new ArrayList<String>();
    heldBack(active(failover)).ifPresent(order::add);
    order.add(active(failover));
    order.addAll(failover.order());
    return order.stream().filter(regions::contains).findFirst();
  }

  /** F3: the region that keeps this execution while the active one comes back. */
  private Optional<String> heldBack(String active) {
    var ramp = asked.fleet.status(active).ramp();
    if (ramp.isEmpty()) {
      return Optional.empty();
    }
    double grown = 0.1 + 0.9 * (asked.now - ramp.get().startedAt()) / ramp.get().durationMs();
    long execution = Rendezvous.hash(asked.request.executionId());
    long hash = Rendezvous.hash(execution, Rendezvous.hash("ramp"));
    double place = (hash >>> 11) / StrictMath.pow(2, 53);
    return place < Math.max(0.1, grown) ? Optional.empty() : Optional.of(ramp.get().from());
  }

  /** Whether the strategy chooses by weight between the region and others. */
  boolean sharesByWeight(String region) {
    if (asked.strategy instanceof Strategy.Affinity affinity) {
      return affinity.among().orElse(null) instanceof Strategy.Weighted
          && asked.demand.affinityRule(affinity).stream()
              .anyMatch(rule -> asked.demand.named(rule).contains(region));
    }
    return asked.strategy instanceof Strategy.Weighted;
  }

  /** F1: the region that was made active last, the first in order of several; else the primary. */
  private String active(Strategy.Failover failover) {
    return failover.order().stream()
        .filter(region -> asked.fleet.status(region).active())
        .max(Comparator.comparingLong(region -> asked.fleet.status(region).epoch()))
        .orElse(failover.order().get(0));
  }

  private Optional<String> byCapability() {
    var most = new ArrayList<String>();
    long best = -1;
    for (var region : eligible) {
      var declared = declaredFor(region);
      long count = List.of(asked.demand.required()).stream().filter(declared::contains).count();
      if (count > best) {
        most.clear();
      }
      best = Math.max(best, count);
      if (count == best) {
        most.add(region);
      }
    }
    return nearest(most);
  }

  private Set<String> declaredFor(String region) {
    return asked.declared(asked.standIn(region).orElseThrow());
  }

  private Optional<String> byWeight(Map<String, Double> weights, List<String> regions) {
    var weighed = regions.stream().filter(region -> weights.getOrDefault(region, 0.0) > 0).toList();
    long seed = Rendezvous.hash(asked.request.executionId());
    return weighed.stream().allMatch(asked::isTried)
        ? rendezvous(seed, regions, region -> asked.isTried(region) ? 0.01 : 1)
        : rendezvous(
            seed, weighed, region -> weights.get(region) * (asked.isTried(region) ? 0.01 : 1));
  }

  private Optional<String> bySpareCapacity() {
    var spare = new HashMap<String, Double>();
    for (var region : eligible) {
      double tasks = asked.agentsFor(region).stream().mapToLong(Agent::spare).sum() / 1024.0;
      spare.put(region, tasks);
    }
    long execution = Rendezvous.hash(asked.request.executionId());
    return rendezvous(Rendezvous.hash(execution, asked.request.attempt()), eligible, spare::get);
  }

  private static Optional<String> rendezvous(
      long seed, List<String> regions, ToDoubleFunction<String> weight) {
    return regions.stream()
        .min(
            Comparator.comparingDouble(
                region -> {
                  long hash = Rendezvous.hash(seed, Rendezvous.hash(region));
                  return Rendezvous.exponential(hash) / weight.applyAsDouble(region);
                }));
  }

  private Optional<String> nearest(List<String> regions) {
    return first(regions, this::latency);
  }

  /** R6: the lowest, unmeasured ones last; then the healthier, then the configuration's order. */
  private Optional<String> first(List<String> regions, ToDoubleFunction<String> score) {
    return regions.stream()
        .sorted(
            Comparator.comparing((String region) -> Double.isNaN(latency(region)))
                .thenComparingDouble(score)
                .thenComparing(region -> !isHealthy(region)))
        .findFirst();
  }

  private boolean isHealthy(String region) {
    var target = asked.standIn(region).orElseThrow();
    return asked.fleet.status(target).health() == Health.HEALTHY;
  }

  private List<String> measured(List<String> regions) {
    return regions.stream().filter(region -> !Double.isNaN(latency(region))).toList();
  }

  /** From the origin to the region's own place; not a number if not measured. */
  private double latency(String region) {
    var measured = asked.fleet.status(region).latencyFrom().get(asked.demand.origin());
    if (measured != null) {
      return measured;
    }
    return region.equals(asked.demand.origin()) ? 0 : Double.NaN;
  }
}
