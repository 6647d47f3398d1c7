package dev.parallax.core.routing;

import static dev.parallax.core.routing.Figures.counted;
import static dev.parallax.core.routing.Figures.figure;

import dev.parallax.core.fleet.Health;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Why a region won, could have, or could not (R18). Where another region stands in for it (R16),
 * agents and health are those of the stand-in.
 *
 * @param region its id
 * @param cause the first rule that excluded it
 * @param ruleNumber number of the residency or affinity rule that excluded it, from 1; else 0
 * @param standIn region that stands in for it
 * @param score the strategy's score; its meaning is the strategy's
 * @param latencyMs latency from the origin in ms; absent means not measured
 * @param weight configured weight
 * @param spareCapacity of its eligible agents, in tasks
 * @param eligibleAgents agents that satisfy R4
 * @param neededAgents agents that it would have to have
 * @param health as seen
 * @param chosen agents chosen there
 * @param remark what else bears on its share, for people: a trial (H5) or a ramp (F3)
 */
public record RegionExplanation(
    String region,
    Cause cause,
    int ruleNumber,
    Optional<String> standIn,
    OptionalDouble score,
    OptionalDouble latencyMs,
    OptionalDouble weight,
    double spareCapacity,
    int eligibleAgents,
    int neededAgents,
    Health health,
    int chosen,
    Optional<String> remark) {

  /** Whether it could have been chosen. */
  public boolean eligible() {
    return cause == Cause.ELIGIBLE;
  }

  /** The first rule that excluded it, such as R3. */
  public Optional<String> excludedBy() {
    return cause.rule();
  }

  /** One sentence for people, with figures. */
  public String why() {
    var said = said();
    var place = standIn.map(target -> target + " stands in for it; ").orElse("");
    return place + said + remark.map(also -> "; " + also).orElse("");
  }

  private String said() {
    return switch (cause) {
      case ELIGIBLE -> chosen > 0 ? "chosen for " + counted(chosen, "agent") : "eligible";
      case NOT_SERVED -> "this control plane does not serve it";
      case RESIDENCY ->
          ruleNumber > 0
              ? "residency rule " + ruleNumber + " does not allow it"
              : "no residency rule matches, and unmatched is refuse";
      case PATTERN_REGION -> "the pattern wants another region";
      case NOT_IN_DISTRIBUTION -> "the pattern's distribution does not name it";
      case NOT_ORIGIN -> "crossRegionEnabled is false, and it is not the origin";
      case EVACUATED -> "it is evacuated, and no region stands in for it here";
      case NOT_PREFERRED -> "no preference reaches it";
      case AFFINITY -> "affinity rule " + ruleNumber + " names other regions";
      case NOT_DECLARED -> "it does not declare all required capabilities";
      case NOT_IN_ORDER -> "it does not stand in the failover order";
      case UNHEALTHY -> "it is UNHEALTHY";
      case DRAINED -> "it is drained";
      case NO_TOPIC -> "its task topic is missing; create it with parallax topics create";
      case UNREACHABLE -> "its control plane cannot be reached, or sent this request back";
      case NO_MAJORITY -> "no majority of regions is heard, and it is not the active one";
      case NO_AGENT -> "0 eligible agents, " + neededAgents + " needed";
      case TOO_FEW_AGENTS ->
          counted(eligibleAgents, "eligible agent") + ", " + neededAgents + " needed";
      case BEYOND_BOUND ->
          latencyMs.isPresent()
              ? "its latency of " + figure(latencyMs.getAsDouble()) + " ms is beyond the bound"
              : "its latency is not measured";
    };
  }

  void appendTo(StringBuilder text) {
    text.append(region).append(": ").append(why());
    cause.rule().ifPresent(rule -> text.append(" (").append(rule).append(')'));
    score.ifPresent(value -> text.append("; score ").append(figure(value)));
    latencyMs.ifPresent(value -> text.append("; latency ").append(figure(value)).append(" ms"));
    weight.ifPresent(value -> text.append("; weight ").append(figure(value)));
    text.append("; ").append(counted(eligibleAgents, "eligible agent"));
    text.append(", spare capacity ").append(figure(spareCapacity));
    text.append("; ").append(health);
  }
}
