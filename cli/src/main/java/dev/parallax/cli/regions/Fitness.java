package dev.parallax.cli.regions;

import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.Health;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a region lacks to be the target of a failover (F2), as far as its state tells. */
final class Fitness {
  private Fitness() {}

  /** Each in words, with what is needed; empty if it is fit. */
  static List<String> lacks(RegionState state, Optional<ParallaxConfig> config) {
    var lacks = new ArrayList<String>();
    var verdict = state.getHealth() == Health.UNKNOWN ? state.getLastVerdict() : state.getHealth();
    if (verdict == Health.UNKNOWN) {
      lacks.add("a verdict: it was never HEALTHY or DEGRADED, as nobody has probed it enough");
    } else if (verdict == Health.UNHEALTHY) {
      lacks.add("health: it is UNHEALTHY, and HEALTHY or DEGRADED is needed");
    }
    if (state.getServing() == ServingMode.DRAINED) {
      lacks.add(
          "to be undrained: 'parallax region undrain " + state.getRegion() + "' lets it take work");
    }
    int least = leastAgents(config);
    if (state.getAgentsConnected() < least) {
      lacks.add("agents: %d connected, %d needed".formatted(state.getAgentsConnected(), least));
    }
    return List.copyOf(lacks);
  }

  private static int leastAgents(Optional<ParallaxConfig> config) {
    return Math.max(
        1,
        config
            .map(ParallaxConfig::failover)
            .map(FailoverPolicy::triggers)
            .map(triggers -> triggers.minAgents().orElse(1))
            .orElse(1));
  }
}
