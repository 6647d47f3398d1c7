package dev.parallax.core.federation;

import dev.parallax.core.failover.ServingMode;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Ailment;
import dev.parallax.core.health.ObserverReport;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a region with a control plane of its own tells the others of itself (P7, F8).
 *
 * @param region that tells
 * @param health its own, as its control plane judges it
 * @param ailment by what it counts itself UNHEALTHY (H5); absent if it does not
 * @param serving whether it takes work, as it knows it
 * @param epoch changes of the failover state that it knows (F7)
 * @param agents its agents
 * @param groups those that take work, by capability set
 * @param sights what its observer sees of every region, itself included, by target
 * @param pending ids of the commands that were given there and wait for the agreement
 * @param madeAt when it was made, by the region's clock
 */
public record Summary(
    String region,
    Health health,
    Optional<Ailment> ailment,
    ServingMode serving,
    long epoch,
    AgentCounts agents,
    List<WorkGroup> groups,
    SortedMap<String, ObserverReport> sights,
    List<String> pending,
    long madeAt) {

  /** Least time between two of one region, in ms: load changes all the time. */
  static final long LEAST_MS = 1_000;

  /** Copies the collections. */
  public Summary {
    groups = List.copyOf(groups);
    sights = Collections.unmodifiableSortedMap(new TreeMap<>(sights));
    pending = List.copyOf(pending);
  }

  /**
   * Whether it is worth telling after {@code told}: something changed that others act on, and a
   * second has passed; or the last one is older than {@code refreshMs}.
   */
  boolean dueAfter(Summary told, long refreshMs) {
    long age = madeAt - told.madeAt;
    return age >= refreshMs || age < 0 || (age >= LEAST_MS && !tellsTheSameAs(told));
  }

  private boolean tellsTheSameAs(Summary told) {
    return health == told.health
        && ailment.map(Ailment::trial).equals(told.ailment.map(Ailment::trial))
        && serving == told.serving
        && epoch == told.epoch
        && agents.equals(told.agents)
        && pending.equals(told.pending)
        && WorkGroup.tellTheSame(groups, told.groups)
        && sameSights(told);
  }

  private boolean sameSights(Summary told) {
    return sights.keySet().equals(told.sights.keySet())
        && sights.entrySet().stream()
            .allMatch(seen -> seen.getValue().tellsTheSameAs(told.sights.get(seen.getKey())));
  }
}
