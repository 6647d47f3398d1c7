package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code routing} in the effective document (C5). */
final class EffectiveRouting {
  private static final String ANY = "*";

  private EffectiveRouting() {}

  /** Weights of active-active and the order of active-passive stand in disasterRecovery. */
  static Map<String, Object> of(ParallaxConfig config) {
    var routing = config.routing();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("strategy", routing.strategy().name());
    if (routing.strategy() instanceof Strategy.Latency latency) {
      addLatency(latency, fields);
    } else if (routing.strategy() instanceof Strategy.Affinity affinity) {
      fields.put("rules", affinity.rules().stream().map(EffectiveRouting::rule).toList());
    } else if (routing.strategy() instanceof Strategy.Capability capability) {
      fields.put("config", capability(capability));
    } else if (routing.strategy() instanceof Strategy.Weighted weighted
        && config.failover().mode() == FailoverPolicy.Mode.NONE) {
      fields.put("weights", Weights.print(weighted.weights()));
    }
    fields.put("crossRegionEnabled", routing.crossRegionEnabled());
    fields.put("residency", residency(routing.residency()));
    fields.put("hold", Durations.print(routing.hold()));
    fields.put("maxHeld", routing.maxHeld());
    return fields;
  }

  private static void addLatency(Strategy.Latency latency, Map<String, Object> fields) {
    var config = new LinkedHashMap<String, Object>();
    latency.maxLatency().ifPresent(bound -> config.put("maxLatency", Durations.print(bound)));
    if (latency.preferences().isEmpty()) {
      config.put("sameRegionBonus", Durations.print(latency.sameRegionBonus()));
    } else {
      var tiers = latency.preferences().stream().map(EffectiveRouting::tier).toList();
      fields.put("preferences", tiers);
    }
    latency.fallback().ifPresent(tier -> config.put("fallback", tier(tier)));
    fields.put("config", config);
  }

  private static Map<String, Object> rule(Strategy.Affinity.Rule rule) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("match", match(rule.match()));
    fields.put("agents", agents(where(rule.where()), rule.capabilities()));
    rule.fallback().ifPresent(tier -> fields.put("fallback", tier(tier)));
    return fields;
  }

  private static Object where(Strategy.Where where) {
    if (where instanceof Strategy.Where.Listed listed) {
      return listed.regions();
    }
    return where instanceof Strategy.Where.FromInput template ? "$input." + template.path() : ANY;
  }

  private static Map<String, Object> agents(Object region, Set<String> capabilities) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("region", region);
    if (!capabilities.isEmpty()) {
      fields.put("capabilities", List.copyOf(new TreeSet<>(capabilities)));
    }
    return fields;
  }

  private static Map<String, Object> capability(Strategy.Capability capability) {
    var declared = new LinkedHashMap<String, Object>();
    capability
        .regionCapabilities()
        .forEach((region, offered) -> declared.put(region, List.copyOf(new TreeSet<>(offered))));
    var config = new LinkedHashMap<String, Object>();
    config.put("regionCapabilities", declared);
    config.put("requireExactMatch", capability.requireExactMatch());
    return config;
  }

  private static Map<String, Object> residency(Residency residency) {
    var rules = new ArrayList<Object>();
    for (var rule : residency.rules()) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("match", match(rule.match()));
      fields.put("agents", agents(rule.regions(), rule.capabilities()));
      rules.add(fields);
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("unmatched", Words.spell(ResidencyReader.UNMATCHED, residency.refuseUnmatched()));
    fields.put("rules", rules);
    return fields;
  }

  private static Map<String, Object> match(Match match) {
    var fields = new LinkedHashMap<String, Object>();
    for (var condition : match.conditions()) {
      fields.put(condition.key(), condition.values().map(EffectiveRouting::values).orElse(ANY));
    }
    return fields;
  }

  private static Object values(List<Literal> literals) {
    var values = new ArrayList<Object>();
    literals.forEach(literal -> values.add(scalar(literal)));
    return values;
  }

  /** Null for JSON's null. */
  private static Object scalar(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return text.text();
    }
    if (literal instanceof Literal.Num num) {
      return num.number();
    }
    return literal instanceof Literal.Bool bool ? bool.value() : null;
  }

  private static String tier(Strategy.Tier tier) {
    return Words.spell(LatencyReader.TIERS, tier);
  }
}
