package dev.parallax.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agents of one host have in common.
 *
 * @param <B> the builder itself
 */
public abstract sealed class HostBuilder<B extends HostBuilder<B>> extends ClusterBuilder<B>
    permits AgentHost.Builder, ParallaxAgent.Builder {
  static final String REGION_VARIABLE = "PARALLAX_AGENT_REGION";

  Duration leaveTimeout = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private Optional<Duration> heartbeat = Optional.empty();
  private String region;
  private Map<String, String> environment = System.getenv();

  HostBuilder() {}

  /** The region that they run in; the environment's {@value #REGION_VARIABLE} if not set. */
  public B region(String id) {
    region = id;
    return self();
  }

  /**
   * Time between two signs of life; by default what the control plane says, else 10 s. It gives an
   * agent up after its own {@code agents.ttl} (30 s), so keep this at a third of it at the most.
   */
  public B heartbeat(Duration interval) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("heartbeat " + interval + ": at least 1 ms is needed");
    }
    heartbeat = Optional.of(interval);
    return self();
  }

  /** What was set, else what the control plane says, else the default. */
  final Duration heartbeat(Cluster cluster) {
    return heartbeat.or(cluster::heartbeat).orElse(HEARTBEAT);
  }

  /** How long {@code close} lets tasks finish before it interrupts them; 10 s by default. */
  public B leaveTimeout(Duration timeout) {
    leaveTimeout = timeout;
    return self();
  }

  B environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return self();
  }

  /**
   * @throws IllegalStateException if neither the builder nor the environment says
   */
  final String requireRegion() {
    var chosen = region == null ? environment.get(REGION_VARIABLE) : region;
    if (chosen == null || chosen.isBlank()) {
      throw new IllegalStateException(
          "region is not set: call region(...) or set " + REGION_VARIABLE);
    }
    return chosen;
  }

  @Override
  final void check(ControlPlane said) {
    List<String> regions = said.regions();
    if (!regions.isEmpty() && !regions.contains(requireRegion())) {
      throw new ParallaxException(
          "region %s is none of the control plane's %s".formatted(requireRegion(), regions));
    }
  }
}
