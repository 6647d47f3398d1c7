package dev.parallax.core.health;

import dev.parallax.core.fleet.Health;
import java.util.List;

/**
 * Health of a region as it is told to the others.
 *
 * @param region region id
 * @param health verdict of now (H3)
 * @param lastVerdict the last verdict that was not UNKNOWN; UNKNOWN if there never was one (R3)
 * @param cause why, with figures
 * @param observers one entry per observer that ever reported, sorted by observer
 * @param agents its agents
 * @param since when the health last changed
 * @param madeAt when this report was made
 */
public record RegionReport(
    String region,
    Health health,
    Health lastVerdict,
    String cause,
    List<ObserverReport> observers,
    AgentCounts agents,
    long since,
    long madeAt) {

  /** Copies the list. */
  public RegionReport {
    observers = List.copyOf(observers);
  }

  /**
   * Whether this report is worth telling after {@code told} (H7): something changed that others act
   * on, or the last one is older than {@link RegionRules#REFRESH_MS}.
   */
  public boolean dueAfter(RegionReport told) {
    return madeAt - told.madeAt >= RegionRules.REFRESH_MS
        || health != told.health
        || lastVerdict != told.lastVerdict
        || !agents.equals(told.agents)
        || !sameObservers(told.observers);
  }

  private boolean sameObservers(List<ObserverReport> told) {
    if (observers.size() != told.size()) {
      return false;
    }
    for (int i = 0; i < told.size(); i++) {
      if (!observers.get(i).tellsTheSameAs(told.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the region counts as well on a dashboard (H9): not UNHEALTHY, nor UNKNOWN after it. */
  public boolean well() {
    return health != Health.UNHEALTHY
        && !(health == Health.UNKNOWN && lastVerdict == Health.UNHEALTHY);
  }
}
