package dev.parallax.core.health;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An agent as it is told to the others.
 *
 * @param agentId identity of the agent
 * @param incarnation incarnation of its newest registration
 * @param partition partition of the region's executions topic that it reads
 * @param region region id where it runs
 * @param capabilities what it can do
 * @param presence whether it takes work
 * @param load share of its capacity in use, 0..1, in steps of 1/8
 * @param maxConcurrency tasks it works on at once
 * @param inFlight tasks it is working on
 * @param version version of its software; absent if it does not say
 * @param absence why it is gone; absent unless DISCONNECTED
 * @param since when this presence began, broker append time
 * @param lastHeartbeatAt append time of the heartbeat that this was made from
 */
public record AgentReport(
    String agentId,
    String incarnation,
    int partition,
    String region,
    SortedSet<String> capabilities,
    Presence presence,
    double load,
    int maxConcurrency,
    int inFlight,
    Optional<String> version,
    Optional<Absence> absence,
    long since,
    long lastHeartbeatAt) {

  /** Steps of the published load per unit (H6). */
  private static final int LOAD_STEPS = 8;

  /** Why an agent is gone. */
  public enum Absence {
    /** It said so. */
    LEFT,
    /** It missed its heartbeats. */
    EXPIRED
  }

  /** Copies the set. */
  public AgentReport {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  static AgentReport of(Heartbeat beat, long appendedAt, long since) {
    return new AgentReport(
        beat.agentId(),
        beat.incarnation(),
        beat.partition(),
        beat.region(),
        beat.capabilities(),
        beat.presence(),
        step(beat.load()),
        beat.maxConcurrency(),
        beat.inFlight(),
        beat.version(),
        beat.presence() == Presence.DISCONNECTED ? Optional.of(Absence.LEFT) : Optional.empty(),
        since,
        appendedAt);
  }

  /** Rounded down: only what is full may look full. */
  private static double step(double load) {
    return Math.floor(Math.min(load, 1) * LOAD_STEPS) / LOAD_STEPS;
  }

  AgentReport expired(long at) {
    return new AgentReport(
        agentId,
        incarnation,
        partition,
        region,
        capabilities,
        Presence.DISCONNECTED,
        load,
        maxConcurrency,
        inFlight,
        version,
        Optional.of(Absence.EXPIRED),
        at,
        lastHeartbeatAt);
  }

  /** Whether the agent takes part, be it draining. */
  public boolean connected() {
    return presence != Presence.DISCONNECTED;
  }

  /** As {@link Heartbeat#registration()}. */
  String registration() {
    return incarnation + "@" + region;
  }

  private boolean full() {
    return load >= 1 || inFlight >= maxConcurrency;
  }

  /** Whether {@code next} says something that others must know at once (H6). */
  boolean differsAtOnce(AgentReport next) {
    return !incarnation.equals(next.incarnation)
        || partition != next.partition
        || !region.equals(next.region)
        || !capabilities.equals(next.capabilities)
        || presence != next.presence
        || maxConcurrency != next.maxConcurrency
        || !Objects.equals(version, next.version)
        || full() != next.full();
  }
}
