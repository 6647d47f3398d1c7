package dev.parallax.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code disasterRecovery} in the effective document (C5). */
final class EffectiveRecovery {
  private EffectiveRecovery() {}

  /** Empty if the configuration asks for none of it. */
  static Map<String, Object> of(ParallaxConfig config) {
    var fields = new LinkedHashMap<String, Object>();
    var policy = config.failover();
    if (policy.mode() != FailoverPolicy.Mode.NONE) {
      fields.put("mode", Words.spell(Recovery.MODES, policy.mode()));
    }
    var strategy = deciding(config.routing().strategy());
    var failover = new LinkedHashMap<String, Object>();
    if (policy.mode() == FailoverPolicy.Mode.ACTIVE_PASSIVE
        && strategy instanceof Strategy.Failover order) {
      addOrder(order.order(), fields);
      failover.put("automatic", policy.automatic());
      failover.put("cooldown", Durations.print(policy.cooldown()));
      fields.put("failback", failback(policy));
    } else if (policy.mode() == FailoverPolicy.Mode.ACTIVE_ACTIVE
        && strategy instanceof Strategy.Weighted weighted) {
      fields.put("regions", weights(weighted.weights()));
    }
    addTriggers(policy.triggers(), failover);
    if (!failover.isEmpty()) {
      fields.put("failover", failover);
    }
    return fields;
  }

  /** What decides in the end: the strategy, or what chooses among the regions of its rules. */
  private static Strategy deciding(Strategy strategy) {
    return strategy instanceof Strategy.Affinity affinity
        ? affinity.among().orElse(strategy)
        : strategy;
  }

  private static void addOrder(List<String> order, Map<String, Object> fields) {
    fields.put("primary", order.get(0));
    fields.put("standby", order.subList(1, order.size()));
  }

  private static Map<String, Object> failback(FailoverPolicy policy) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("enabled", policy.failback());
    fields.put("delay", Durations.print(policy.failbackDelay()));
    fields.put("ramp", Durations.print(policy.failbackRamp()));
    return fields;
  }

  private static Map<String, Object> weights(Map<String, Double> weights) {
    var fields = new LinkedHashMap<String, Object>();
    weights.forEach(
        (region, weight) -> fields.put(region, Map.of("weight", Weights.print(weight))));
    return fields;
  }

  private static void addTriggers(FailoverPolicy.Triggers triggers, Map<String, Object> failover) {
    var fields = new LinkedHashMap<String, Object>();
    triggers.minAgents().ifPresent(least -> fields.put("minAgents", least));
    triggers.maxErrorRate().ifPresent(most -> fields.put("maxErrorRate", most));
    if (triggers.maxErrorRate().isPresent()) {
      fields.put("minSamples", triggers.minSamples());
      fields.put("window", Durations.print(triggers.window()));
    }
    triggers.maxLatency().ifPresent(most -> fields.put("maxLatency", Durations.print(most)));
    if (!fields.isEmpty()) {
      failover.put("triggers", fields);
    }
  }
}
