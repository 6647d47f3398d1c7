package dev.parallax.health.console;

import dev.parallax.events.RegionExplanation;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A decision as the console shows it; its fields are those of the JSON.
 *
 * @param execution id of the execution
 * @param attempt from 1
 * @param at when it was decided, ms since the epoch
 * @param pattern name; null if the request names none
 * @param from region of origin; null if there is none
 * @param to regions of the chosen agents; empty if unroutable
 * @param agents how many were chosen
 * @param strategy that chose
 * @param rule that decided; null if none did
 * @param result {@code routed} or {@code unroutable}
 * @param reason of R19; null if routed
 * @param why one sentence: why this region, or why none
 * @param heldMs how long it was held before, ms
 */
record DecisionView(
    String execution,
    int attempt,
    long at,
    String pattern,
    String from,
    List<String> to,
    int agents,
    String strategy,
    String rule,
    String result,
    String reason,
    String why,
    long heldMs) {

  static DecisionView of(RoutingDecision decision) {
    var to = decision.getTargets().stream().map(Target::getRegion).distinct().toList();
    return new DecisionView(
        decision.getExecutionId(),
        decision.getAttempt(),
        decision.getDecidedAt(),
        decision.getPattern(),
        decision.getOrigin(),
        to,
        decision.getTargets().size(),
        decision.getStrategy(),
        decision.getRule(),
        decision.getResult().name().toLowerCase(Locale.ROOT),
        decision.getReason(),
        to.isEmpty() ? decision.getMessage() : why(decision, to.get(0)),
        decision.getHeldMs());
  }

  /** What is said of the region that won, and its figures; else what is said of the whole. */
  private static String why(RoutingDecision decision, String region) {
    var eligible = decision.getRegions().stream().filter(RegionExplanation::getEligible).count();
    return decision.getRegions().stream()
        .filter(explained -> explained.getRegion().equals(region))
        .findFirst()
        .map(winner -> why(winner, decision.getOrigin()))
        .map(why -> why + ", %d of %d regions eligible".formatted(eligible, count(decision)))
        .orElseGet(decision::getMessage);
  }

  private static int count(RoutingDecision decision) {
    return decision.getRegions().size();
  }

  private static String why(RegionExplanation winner, String origin) {
    var parts = new ArrayList<String>();
    parts.add(winner.getWhy().isEmpty() ? "chosen" : winner.getWhy());
    if (winner.getRegion().equals(origin)) {
      parts.add("its origin");
    } else if (winner.getLatencyMs() != null) {
      parts.add("%d ms away".formatted(Math.round(winner.getLatencyMs())));
    }
    if (winner.getWeight() != null) {
      parts.add("weight " + Math.round(winner.getWeight()));
    }
    parts.add("spare capacity " + Math.round(winner.getSpareCapacity()));
    return String.join(", ", parts);
  }
}
