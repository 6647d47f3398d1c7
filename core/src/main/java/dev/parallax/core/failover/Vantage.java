package dev.parallax.core.failover;

import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Ailment;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * From where regions are judged, and what is known of them besides probes and traffic.
 *
 * @param region whose control plane judges, if it is that of one region only (F8): it sees itself
 *     UP, and looks at its own triggers (H5) and at no other's. Empty = one for all regions
 * @param agents the connected agents of a region, asked at every look
 * @param ailment why a region with a control plane of its own counts itself UNHEALTHY (H5); absent
 *     if it does not
 */
public record Vantage(
    Optional<String> region,
    Function<String, AgentCounts> agents,
    Function<String, Optional<Ailment>> ailment) {
  /** All parts are there. */
  public Vantage {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(agents, "agents");
    Objects.requireNonNull(ailment, "ailment");
  }

  /** That of a control plane for all regions. */
  static Vantage global(Function<String, AgentCounts> agents) {
    return new Vantage(Optional.empty(), agents, any -> Optional.empty());
  }

  boolean isOwn(String id) {
    return region.filter(id::equals).isPresent();
  }

  /** Whether the triggers of a region are looked at from here. */
  boolean looksAtTriggersOf(String id) {
    return region.isEmpty() || isOwn(id);
  }
}
