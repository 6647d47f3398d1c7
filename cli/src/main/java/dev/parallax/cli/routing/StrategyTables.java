package dev.parallax.cli.routing;

import dev.parallax.cli.console.Table;
import dev.parallax.core.config.Durations;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Strategy.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The strategy and its parameters.
 *
 * @param regions that are served, in the configuration's order
 */
record StrategyTables(List<String> regions) {

  /** Tables, each after an empty line. */
  List<String> lines(Strategy strategy) {
    var lines = new ArrayList<String>();
    if (strategy instanceof Strategy.Latency latency) {
      RoutingTables.add(title(latency), latency(latency), lines);
    } else if (strategy instanceof Strategy.Affinity affinity) {
      var title = "Affinity: the first rule that matches names the regions (R8)";
      RoutingTables.add(title, affinity(affinity), lines);
      affinity(affinity, lines);
    } else if (strategy instanceof Strategy.Capability capability) {
      RoutingTables.add(title(capability), capability(capability), lines);
    } else if (strategy instanceof Strategy.Weighted weighted) {
      var title = "Weighted: each execution id has its region, in proportion (R10)";
      RoutingTables.add(title, weighted(weighted), lines);
    } else if (strategy instanceof Strategy.Failover failover) {
      RoutingTables.add(title(failover), failover(failover), lines);
    }
    return lines;
  }

  private static String title(Strategy.Latency latency) {
    return latency.preferences().isEmpty()
        ? "Latency: the nearest region (R6)"
        : "Latency: the first preference that a region meets (R7)";
  }

  private static Table latency(Strategy.Latency latency) {
    var bound = latency.maxLatency().map(Durations::print).orElse("none");
    var table = Table.of("Setting", "Value").row("maxLatency", bound);
    if (!latency.preferences().isEmpty()) {
      var tiers = latency.preferences().stream().map(StrategyTables::tier).toList();
      return table.row("preferences", String.join(", then ", tiers));
    }
    return table
        .row("sameRegionBonus", Durations.print(latency.sameRegionBonus()))
        .row("fallback", latency.fallback().map(StrategyTables::tier).orElse(beyond(latency)));
  }

  private static String beyond(Strategy.Latency latency) {
    return latency.maxLatency().isPresent()
        ? "none: unroutable beyond the bound"
        : "none, and without a bound none is needed";
  }

  private static Table affinity(Strategy.Affinity affinity) {
    var table = Table.of("Rule", "Match", "Regions", "Capabilities", "Fallback");
    int number = 1;
    for (var rule : affinity.rules()) {
      table.row(
          String.valueOf(number++),
          RuleText.match(rule.match()),
          RuleText.where(rule.where()),
          RuleText.capabilities(rule.capabilities()),
          fallback(rule));
    }
    return table;
  }

  private static String fallback(Strategy.Affinity.Rule rule) {
    var strict = rule.where() instanceof Strategy.Where.All ? RuleText.NOTHING : "none: strict";
    return rule.fallback().map(StrategyTables::tier).orElse(strict);
  }

  private void affinity(Strategy.Affinity affinity, List<String> lines) {
    boolean hasLast =
        affinity.rules().stream().anyMatch(rule -> rule.match().conditions().isEmpty());
    if (!hasLast) {
      lines.add("  what no rule matches is unroutable (NO_MATCHING_RULE)");
    }
    affinity
        .among()
        .ifPresentOrElse(
            among -> {
              lines.add("  among several regions of a rule decides:");
              lines.addAll(lines(among));
            },
            () -> lines.add("  among several regions of a rule the nearest is taken (R6)"));
  }

  private static String title(Strategy.Capability capability) {
    return capability.requireExactMatch()
        ? "Capability: only regions that declare all that is required, the nearest first (R9);"
            + " requireExactMatch: true"
        : "Capability: the more of what is required a region declares, the better, then the nearest"
            + " (R9); requireExactMatch: false";
  }

  private Table capability(Strategy.Capability capability) {
    var table = Table.of("Region", "Declares");
    var declared = capability.regionCapabilities();
    regions.forEach(
        id -> table.row(id, RuleText.capabilities(declared.getOrDefault(id, Set.of()))));
    return table;
  }

  private Table weighted(Strategy.Weighted weighted) {
    var weights = weighted.weights();
    double sum = regions.stream().mapToDouble(id -> weights.getOrDefault(id, 0.0)).sum();
    var table = Table.of("Region", "Weight", "Share");
    for (var id : regions) {
      double weight = weights.getOrDefault(id, 0.0);
      table.row(id, figure(weight), share(weight, sum));
    }
    return table;
  }

  private static String figure(double weight) {
    return weight == Math.rint(weight) ? String.valueOf((long) weight) : String.valueOf(weight);
  }

  private static String share(double weight, double sum) {
    return weight == 0
        ? "only if no other is eligible"
        : String.format(Locale.ROOT, "%.1f%%", 100 * weight / sum);
  }

  private static String title(Strategy.Failover failover) {
    return failover.automatic()
        ? "Failover: the active region, else the next in order that is eligible (R11)"
        : "Failover: the active region, whatever its health (R11); automatic: false";
  }

  private static Table failover(Strategy.Failover failover) {
    var table = Table.of("Place", "Region", "Part");
    for (int i = 0; i < failover.order().size(); i++) {
      var part = i == 0 ? "primary" : "standby";
      table.row(String.valueOf(i + 1), failover.order().get(i), part);
    }
    return table;
  }

  private static String tier(Tier tier) {
    return switch (tier) {
      case SAME_REGION -> "sameRegion";
      case NEAREST_REGION -> "nearestRegion";
      case ANY_REGION -> "anyRegion";
    };
  }
}
