package dev.parallax.core.failover;

import dev.parallax.core.config.FailoverPolicy.Mode;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Strategy;
import java.util.List;

/**
 * By what rules work moves; the same for every spelling of the configuration (C1).
 *
 * @param regions ids of all regions, in the configuration's order
 * @param order the primary, then those that stand in for it (F1); empty unless active-passive
 * @param automatic whether a sick active region is left by itself (F2)
 * @param cooldownMs least time between two automatic failovers, in ms
 * @param failback whether the primary becomes active again by itself (F3)
 * @param failbackDelayMs how long it must have been HEALTHY without a break, in ms
 * @param rampMs over what time its share grows; 0 means at once, in ms
 * @param leastAgents agents that a target must have (F2), &gt;= 1
 */
public record FailoverRules(
    List<String> regions,
    List<String> order,
    boolean automatic,
    long cooldownMs,
    boolean failback,
    long failbackDelayMs,
    long rampMs,
    int leastAgents) {

  /** Copies the lists. */
  public FailoverRules {
    regions = List.copyOf(regions);
    order = List.copyOf(order);
  }

  /** Those of the configuration. */
  public static FailoverRules of(ParallaxConfig config) {
    var policy = config.failover();
    return new FailoverRules(
        config.regionIds(),
        policy.mode() == Mode.ACTIVE_PASSIVE ? order(config.routing().strategy()) : List.of(),
        policy.automatic(),
        policy.cooldown().toMillis(),
        policy.failback(),
        policy.failbackDelay().toMillis(),
        policy.failbackRamp().toMillis(),
        Math.max(1, policy.triggers().minAgents().orElse(1)));
  }

  /** Of the strategy, or of what decides among the regions that its rules leave. */
  private static List<String> order(Strategy strategy) {
    if (strategy instanceof Strategy.Affinity affinity) {
      return affinity.among().map(FailoverRules::order).orElse(List.of());
    }
    return strategy instanceof Strategy.Failover failover ? failover.order() : List.of();
  }

  /** Whether one region serves and the others stand by. */
  public boolean activePassive() {
    return !order.isEmpty();
  }

  /** The first of the order. Only for active-passive. */
  String primary() {
    return order.get(0);
  }
}
