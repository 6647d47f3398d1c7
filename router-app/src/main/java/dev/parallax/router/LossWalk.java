package dev.parallax.router;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.router.OpenExecutions.Asked;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Fails at once what waits for an agent that is gone or whose region turned UNHEALTHY (X8). A walk
 * that takes too long goes on in the next run where it stopped.
 *
 * <p>Only a region's turn counts: what is sent to one that was UNHEALTHY before, because it was
 * forced (R11), is awaited. A turn that came while no task ran is not seen; timeouts are. The first
 * run waits until all that runs is known ({@link ExecutionStore#isFound()}).
 */
final class LossWalk {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final OpenExecutions open;
  private final List<String> regions;
  private final Predicate<String> elsewhere;
  private final Fail fail;
  private final LongSupplier nanoTime;
  private final ArrayDeque<Runnable> losses = new ArrayDeque<>();
  private Set<String> unhealthy;
  private long version = -1;

  /** What a loss does to an execution. */
  interface Fail {
    /** The region of an agent that it waits for turned UNHEALTHY. */
    void unhealthy(String executionId, String region);

    /** An agent that it waits for is gone. */
    void gone(String executionId, Asked agent);
  }

  /**
   * @param regions whose turning UNHEALTHY counts
   * @param elsewhere regions whose agents are not known one by one: their control planes tell when
   *     one is gone (P7)
   * @param fleet as it is at the start
   */
  LossWalk(
      OpenExecutions open,
      List<String> regions,
      Predicate<String> elsewhere,
      Fleet fleet,
      Fail fail,
      LongSupplier nanoTime) {
    this.open = open;
    this.regions = regions;
    this.elsewhere = elsewhere;
    this.fail = fail;
    this.nanoTime = nanoTime;
    this.unhealthy = unhealthyIn(fleet);
  }

  void run(Fleet fleet) {
    if (version != fleet.lossVersion()) {
      version = fleet.lossVersion();
      find(fleet);
    }
    // Regions recover without any loss, and may turn again.
    unhealthy = unhealthyIn(fleet);
    long stop = nanoTime.getAsLong() + PAUSE_NANOS;
    while (!losses.isEmpty() && nanoTime.getAsLong() < stop) {
      losses.remove().run();
    }
  }

  private void find(Fleet fleet) {
    var turned = unhealthyIn(fleet);
    turned.removeAll(unhealthy);
    for (var agent : open.agents()) {
      if (turned.contains(agent.region())) {
        open.waitingFor(agent).forEach(id -> losses.add(() -> fail.unhealthy(id, agent.region())));
      } else if (isGone(agent, fleet)) {
        open.waitingFor(agent).forEach(id -> losses.add(() -> fail.gone(id, agent)));
      }
    }
  }

  private boolean isGone(Asked agent, Fleet fleet) {
    return !elsewhere.test(agent.region())
        && fleet
            .agent(agent.agentId())
            .filter(Agent::connected)
            .filter(known -> known.region().equals(agent.region()))
            .isEmpty();
  }

  private Set<String> unhealthyIn(Fleet fleet) {
    var found = new HashSet<String>();
    for (var region : regions) {
      if (fleet.status(region).isUnhealthy()) {
        found.add(region);
      }
    }
    return found;
  }
}
