package dev.parallax.core.routing;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.ParallaxConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of the configuration's model what decisions read: ids become positions, literals become
 * values, durations become ms. The model was checked by its reader; what contradicts it is a fault.
 */
final class PlanCompiler {
  private final ParallaxConfig config;
  private final Regions regions;

  private PlanCompiler(ParallaxConfig config) {
    this.config = config;
    this.regions = new Regions(config.regionIds());
  }

  /**
   * @throws IllegalArgumentException if the model names a region that it does not define
   */
  static Plan compile(ParallaxConfig config, String configHash) {
    return new PlanCompiler(config).plan(configHash);
  }

  private Plan plan(String configHash) {
    var routing = config.routing();
    return new Plan(
        regions,
        regions.setOf(config.controlPlane().regions()),
        regions.defined(config.controlPlane().currentRegion()),
        routing.crossRegionEnabled(),
        residency(routing.residency()),
        strategy(routing.strategy()),
        configHash);
  }

  private Residency residency(dev.parallax.core.config.Residency configured) {
    var rules = new ArrayList<Residency.Rule>();
    for (var rule : configured.rules()) {
      rules.add(
          new Residency.Rule(
              match(rule.match()), regions.setOf(rule.regions()), rule.capabilities()));
    }
    return new Residency(rules, configured.refuseUnmatched());
  }

  private Strategy strategy(dev.parallax.core.config.Strategy configured) {
    if (configured instanceof dev.parallax.core.config.Strategy.Latency latency) {
      return latency(latency);
    }
    if (configured instanceof dev.parallax.core.config.Strategy.Affinity affinity) {
      return affinity(affinity);
    }
    if (configured instanceof dev.parallax.core.config.Strategy.Capability capability) {
      return new Capability(
          declared(capability.regionCapabilities()), capability.requireExactMatch());
    }
    if (configured instanceof dev.parallax.core.config.Strategy.Weighted weighted) {
      return new Weighted(weights(weighted.weights()));
    }
    var failover = (dev.parallax.core.config.Strategy.Failover) configured;
    int[] order = failover.order().stream().mapToInt(regions::defined).toArray();
    return new Failover(order, regions, failover.automatic());
  }

  private static Latency latency(dev.parallax.core.config.Strategy.Latency configured) {
    return new Latency(
        configured.maxLatency().map(PlanCompiler::millis).orElse(Double.POSITIVE_INFINITY),
        millis(configured.sameRegionBonus()),
        configured.fallback().map(PlanCompiler::tier),
        configured.preferences().stream().map(PlanCompiler::tier).toList());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static Latency.Tier tier(dev.parallax.core.config.Strategy.Tier configured) {
    return switch (configured) {
      case SAME_REGION -> Latency.Tier.SAME_REGION;
      case NEAREST_REGION -> Latency.Tier.NEAREST_REGION;
      case ANY_REGION -> Latency.Tier.ANY_REGION;
    };
  }

  private Affinity affinity(dev.parallax.core.config.Strategy.Affinity configured) {
    var rules = new ArrayList<Affinity.Rule>();
    for (var rule : configured.rules()) {
      // Both fallbacks of a rule mean the same (R8), so only whether there is one is kept.
      rules.add(
          new Affinity.Rule(
              match(rule.match()),
              where(rule.where()),
              rule.capabilities(),
              rule.fallback().isEmpty()));
    }
    return new Affinity(
        rules, regions, configured.among().map(this::strategy).orElseGet(Nearest::new));
  }

  private Affinity.Where where(dev.parallax.core.config.Strategy.Where configured) {
    if (configured instanceof dev.parallax.core.config.Strategy.Where.FromInput template) {
      return new Affinity.Where.FromInput(template.path());
    }
    if (configured instanceof dev.parallax.core.config.Strategy.Where.Listed listed) {
      return new Affinity.Where.Fixed(regions.setOf(listed.regions()));
    }
    return new Affinity.Where.Fixed(regions.all());
  }

  private List<Set<String>> declared(Map<String, Set<String>> byRegion) {
    requireDefined(byRegion.keySet());
    var declared = new ArrayList<Set<String>>();
    for (int i = 0; i < regions.size(); i++) {
      declared.add(byRegion.getOrDefault(regions.id(i), Set.of()));
    }
    return declared;
  }

  private double[] weights(Map<String, Double> byRegion) {
    requireDefined(byRegion.keySet());
    var weights = new double[regions.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = byRegion.getOrDefault(regions.id(i), 0.0);
    }
    return weights;
  }

  private void requireDefined(Set<String> ids) {
    ids.forEach(regions::defined);
  }

  private static Match match(dev.parallax.core.config.Match configured) {
    var conditions = new ArrayList<Match.Condition>();
    for (var condition : configured.conditions()) {
      Optional<List<Value>> values =
          condition.values().map(list -> list.stream().map(PlanCompiler::value).toList());
      conditions.add(Match.Condition.of(condition.key(), values));
    }
    return new Match(conditions);
  }

  private static Value value(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return new Value.Text(text.text());
    }
    if (literal instanceof Literal.Num num) {
      return new Value.Num(num.number());
    }
    if (literal instanceof Literal.Bool bool) {
      return new Value.Bool(bool.value());
    }
    return new Value.Null();
  }
}
