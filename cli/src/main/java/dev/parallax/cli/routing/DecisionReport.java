package dev.parallax.cli.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.core.config.Durations;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.RegionExplanation;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.RoutingDecision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * One decision, explained (R18): nothing in it is a value of the input.
 *
 * @param decision that was made
 * @param forwarded regions whose own control plane chooses the agents (P7)
 * @param patterns names of the patterns that there are
 * @param hold how long the router holds what may pass (R17)
 */
record DecisionReport(
    Decision decision, Set<String> forwarded, Set<String> patterns, Duration hold) {

  /** The request in a line, a table of the regions, and where it goes. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    var explanation = decision.explanation();
    lines.add("Execution " + explanation.executionId());
    explanation.text().lines().limit(1).forEach(lines::add);
    if (!explanation.regions().isEmpty()) {
      lines.add("");
      lines.addAll(table(explanation.regions()).lines());
    }
    lines.add("");
    lines.addAll(result());
    return lines;
  }

  /** The same decision as the decisions topic holds it. */
  static JsonNode json(RoutingDecision record) {
    try {
      return Json.parse(record.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record prints itself as JSON", e);
    }
  }

  private static Table table(List<RegionExplanation> regions) {
    var table =
        Table.of(
            "Region", "Result", "Health", "Latency", "Weight", "Score", "Agents", "Spare", "Why");
    for (var region : regions) {
      table.row(
          region.region(),
          result(region),
          region.health().name(),
          region.latencyMs().isPresent() ? figure(region.latencyMs()) + "ms" : RuleText.NOTHING,
          figure(region.weight()),
          figure(region.score()),
          String.valueOf(region.eligibleAgents()),
          figure(OptionalDouble.of(region.spareCapacity())),
          region.why());
    }
    return table;
  }

  private static String result(RegionExplanation region) {
    if (region.chosen() > 0) {
      return "chosen";
    }
    return region.excludedBy().map(rule -> "excluded by " + rule).orElse("eligible");
  }

  private static String figure(OptionalDouble figure) {
    return figure.isEmpty()
        ? RuleText.NOTHING
        : BigDecimal.valueOf(figure.getAsDouble())
            .setScale(3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  private List<String> result() {
    if (decision instanceof Routed routed) {
      return routed(routed);
    }
    var refused = (Unroutable) decision;
    var lines = new ArrayList<String>();
    lines.add("Unroutable, " + refused.reason() + ": " + refused.message());
    if (refused.reason() == Reason.UNKNOWN_PATTERN) {
      lines.add(
          patterns.isEmpty()
              ? "No pattern is known here: of a running fleet 'pattern apply' adds one, beside"
                  + " --fleet FILE it is --patterns FILE."
              : "The patterns here are: " + String.join(", ", patterns));
    }
    if (refused.holdable() && !hold.isZero()) {
      lines.add(
          "It may pass: a router holds it for "
              + Durations.print(hold)
              + " at most, and decides again when the fleet changes (R17).");
    }
    return lines;
  }

  private List<String> routed(Routed routed) {
    var agents = new TreeMap<String, List<String>>();
    routed
        .targets()
        .forEach(
            target ->
                agents
                    .computeIfAbsent(target.region(), any -> new ArrayList<>())
                    .add(target.agentId()));
    return agents.entrySet().stream()
        .map(region -> "Routed to " + region.getKey() + whom(region.getKey(), region.getValue()))
        .toList();
  }

  private String whom(String region, List<String> agents) {
    if (forwarded.contains(region)) {
      return agents.size() == 1
          ? ": its control plane chooses the agent"
          : ": its control plane chooses " + agents.size() + " agents";
    }
    return (agents.size() == 1 ? ", agent " : ", agents ") + String.join(", ", agents);
  }
}
