package dev.parallax.cli.up;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sandbox is to be.
 *
 * @param regions the first is the control plane's own, or the primary one of several
 * @param clusters whether there is one for all regions, or one for each
 * @param trial whose agents disagree, if any do
 * @param idempotence of executions; absent: the default
 * @param overlay sections of a user's configuration
 */
record SandboxPlan(
    List<SandboxRegion> regions,
    Clusters clusters,
    Trial trial,
    Optional<Duration> idempotence,
    Optional<ConfigOverlay> overlay) {

  /** Which clusters there are, and what works on them. */
  enum Clusters {
    /** One control plane for all regions. */
    GLOBAL,
    /** A control plane in every region. */
    FEDERATED,
    /** A cluster in every region, between which is copied; nothing is routed or executed. */
    REPLICATED
  }

  SandboxPlan {
    regions = List.copyOf(regions);
  }

  /** The control plane's own region. */
  String current() {
    return regions.get(0).id();
  }

  /** Whether every region has a cluster of its own. */
  boolean federated() {
    return clusters != Clusters.GLOBAL;
  }

  /** Whether requests are routed, and agents work on them. */
  boolean routes() {
    return clusters != Clusters.REPLICATED;
  }

  /** The regions with a control plane of their own. */
  List<SandboxRegion> homes() {
    return federated() ? regions : regions.subList(0, 1);
  }
}
