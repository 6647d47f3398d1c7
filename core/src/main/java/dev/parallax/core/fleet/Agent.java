package dev.parallax.core.fleet;

import java.util.Objects;
import java.util.Set;

/**
 * One agent as last published.
 *
 * @param id identity, not blank
 * @param region id of the region where it runs
 * @param capabilities what it can do
 * @param maxConcurrency tasks it works on at once, at least 0
 * @param load share of its capacity in use; 0 is idle, 1 and above is full
 * @param inFlight tasks it is working on, at least 0
 * @param status whether it takes work
 * @param partition partition of its region's executions topic that it reads
 * @param incarnation incarnation of its newest registration
 */
public record Agent(
    String id,
    String region,
    Set<String> capabilities,
    int maxConcurrency,
    double load,
    int inFlight,
    AgentStatus status,
    int partition,
    String incarnation) {

  /** {@link #spare()} is counted in this many units per task. */
  public static final long UNITS_PER_TASK = 1024;

  /**
   * @throws IllegalArgumentException if the id is blank or a figure is outside its range
   */
  public Agent {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(incarnation, "incarnation");
    capabilities = Set.copyOf(capabilities);
    if (id.isBlank()) {
      throw new IllegalArgumentException("agent id is blank");
    }
    if (maxConcurrency < 0 || inFlight < 0 || partition < 0) {
      throw new IllegalArgumentException(
          "maxConcurrency, inFlight and partition must be 0 or more: agent " + id);
    }
    if (!(load >= 0 && load < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("load must be a number of 0 or more: agent " + id);
    }
  }

  /** Whether it is there at all: connected, or draining. */
  public boolean connected() {
    return status != AgentStatus.DISCONNECTED;
  }

  /** R4 but for the capabilities: connected, neither draining nor full. */
  public boolean takesWork() {
    return status == AgentStatus.CONNECTED && load < 1 && inFlight < maxConcurrency;
  }

  /**
   * Spare capacity (R12), maxConcurrency x (1 - load), in units of 1/{@value #UNITS_PER_TASK} task;
   * 0 if it takes no work, else at least 1 unit. A whole number, so that sums do not depend on the
   * order of their parts.
   */
  public long spare() {
    if (!takesWork()) {
      return 0;
    }
    return Math.max(1, Math.round(maxConcurrency * (1 - load) * UNITS_PER_TASK));
  }

  /** Whether what {@code before} was given may be lost. */
  boolean isLossAfter(Agent before) {
    return before.connected() && (!connected() || !region.equals(before.region));
  }

  /** Whether all that {@code before} could be given, this one could be given only as well. */
  boolean opensNothingAfter(Agent before) {
    return !takesWork()
        || (before.takesWork()
            && before.region.equals(region)
            && before.capabilities.containsAll(capabilities));
  }
}
