package dev.parallax.cli.regions;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.failover.RegionFacts;
import dev.parallax.core.failover.Unfit;
import dev.parallax.core.fleet.Health;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.util.List;
import java.util.Optional;

/** What makes a region no target of a failover (F2), as the regions topic tells it. */
final class Fitness {
  private Fitness() {}

  /** Each in words; empty if it is fit. Without a configuration one agent is enough. */
  static List<String> faults(RegionState state, Optional<ParallaxConfig> config) {
    var facts =
        new RegionFacts(
            health(state.getHealth()),
            health(state.getLastVerdict()),
            state.getCause(),
            state.getSince(),
            state.getAgentsConnected());
    int leastAgents = config.map(FailoverRules::of).map(FailoverRules::leastAgents).orElse(1);
    boolean drained = state.getServing() == ServingMode.DRAINED;
    return Unfit.of(state.getRegion(), facts, drained, leastAgents).stream()
        .map(Unfit::text)
        .toList();
  }

  private static Health health(dev.parallax.events.Health health) {
    return switch (health) {
      case UNKNOWN -> Health.UNKNOWN;
      case HEALTHY -> Health.HEALTHY;
      case DEGRADED -> Health.DEGRADED;
      case UNHEALTHY -> Health.UNHEALTHY;
    };
  }
}
