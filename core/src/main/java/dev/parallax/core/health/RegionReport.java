package dev.parallax.core.health;

import dev.parallax.core.fleet.Health;
import java.util.List;

/**
 * Health of a region as it is told to the others.
 *
 * @param region region id
 * @param health what holds now (H3, H5)
 * @param lastVerdict the last verdict that was not UNKNOWN; UNKNOWN if there never was one (R3)
 * @param cause why, with figures
 * @param observers one entry per observer that ever reported, sorted by observer
 * @param agents its agents
 * @param triggers the configured triggers of H5, in the order of their kinds
 * @param trial whether it is UNHEALTHY by its error rate alone (H5)
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
    List<TriggerWatch> triggers,
    boolean trial,
    long since,
    long madeAt) {

  /** Copies the lists. */
  public RegionReport {
    observers = List.copyOf(observers);
    triggers = List.copyOf(triggers);
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
        || trial != told.trial
        || !TriggerWatch.tellTheSame(triggers, told.triggers)
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
