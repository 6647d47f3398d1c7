package dev.parallax.router;

import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Step;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.router.AskedAgents.Asked;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Fails at once what waits for an agent that is gone or whose region turned UNHEALTHY (X8). A walk
 * that takes too long goes on in the next run where it stopped.
 *
 * <p>Only a region's turn counts: what is sent to one that was UNHEALTHY before, because it was
 * forced (R11), is awaited. A turn that came while no task ran is not seen; timeouts are.
 */
final class LossWalk {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final AskedAgents asked;
  private final List<String> regions;
  private final Fail fail;
  private final LongSupplier nanoTime;
  private final ArrayDeque<Loss> losses = new ArrayDeque<>();
  private Set<String> unhealthy;
  private long version = -1;

  /** What a loss does to an execution. */
  interface Fail {
    void execution(String executionId, BiFunction<Execution, Long, Step> event);
  }

  private record Loss(String executionId, BiFunction<Execution, Long, Step> event) {}

  /**
   * @param regions all of the configuration
   * @param fleet as it is at the start
   */
  LossWalk(AskedAgents asked, List<String> regions, Fleet fleet, Fail fail, LongSupplier nanoTime) {
    this.asked = asked;
    this.regions = regions;
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
      var loss = losses.remove();
      fail.execution(loss.executionId(), loss.event());
    }
  }

  private void find(Fleet fleet) {
    var turned = unhealthyIn(fleet);
    turned.removeAll(unhealthy);
    for (var agent : asked.agents()) {
      if (turned.contains(agent.region())) {
        add(agent, (execution, now) -> execution.onUnhealthy(agent.region(), now));
      } else if (isGone(agent, fleet)) {
        add(agent, (execution, now) -> execution.onDisconnected(agent.agentId(), now));
      }
    }
  }

  private void add(Asked agent, BiFunction<Execution, Long, Step> event) {
    asked.waitingFor(agent).forEach(id -> losses.add(new Loss(id, event)));
  }

  private static boolean isGone(Asked agent, Fleet fleet) {
    return fleet
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
