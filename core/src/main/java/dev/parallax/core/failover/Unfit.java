package dev.parallax.core.failover;

import dev.parallax.core.fleet.Health;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a region is no target (F2).
 *
 * @param rule which part of the rule it breaks
 * @param text what was found, for people: {@code eu-west-1 is UNHEALTHY (down for ...)}
 */
public record Unfit(Rule rule, String text) {
  /** Parts of F2. */
  public enum Rule {
    /** Neither HEALTHY nor DEGRADED, by the last verdict where UNKNOWN. */
    HEALTH,
    /** Drained. */
    DRAINED,
    /** Fewer agents than max(1, minAgents). */
    AGENTS
  }

  /**
   * All that is wrong with a region. One that was never probed is fit for nothing, though requests
   * may be routed to it (R3): that evidence is absent does not make a region sick, nor does it make
   * it one to move everything to.
   *
   * @param leastAgents agents that it must have, &gt;= 1
   * @return empty if it is fit
   */
  public static List<Unfit> of(String region, RegionFacts facts, boolean drained, int leastAgents) {
    var faults = new ArrayList<Unfit>();
    if (facts.isSick() || facts.effective() == Health.UNKNOWN) {
      faults.add(new Unfit(Rule.HEALTH, region + " is " + facts.text()));
    }
    if (drained) {
      faults.add(new Unfit(Rule.DRAINED, region + " is drained"));
    }
    if (facts.agents() < leastAgents) {
      faults.add(
          new Unfit(
              Rule.AGENTS,
              "%s has %d agents, %d needed".formatted(region, facts.agents(), leastAgents)));
    }
    return List.copyOf(faults);
  }
}
