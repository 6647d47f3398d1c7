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
 * @param servers whether what serves regions with clusters of their own can fail by region
 */
record SandboxPlan(
    List<SandboxRegion> regions,
    Clusters clusters,
    Trial trial,
    Optional<Duration> idempotence,
    Optional<ConfigOverlay> overlay,
    Servers servers) {

  /** Which clusters there are, and what works on them. */
  enum Clusters {
    /** One control plane for all regions. */
    GLOBAL,
    /** A control plane in every region. */
    FEDERATED,
    /** A cluster in every region, between which is copied; nothing is routed or executed. */
    REPLICATED
  }

  /** What clusters are served by. */
  enum Servers {
    /** All brokers in this process, and one registry: so that it starts soon. */
    TOGETHER,
    /** A process for each broker, and a registry beside each: each can fail by itself. */
    APART
  }

  SandboxPlan {
    regions = List.copyOf(regions);
  }

  /** With servers that start soon. */
  SandboxPlan(
      List<SandboxRegion> regions,
      Clusters clusters,
      Trial trial,
      Optional<Duration> idempotence,
      Optional<ConfigOverlay> overlay) {
    this(regions, clusters, trial, idempotence, overlay, Servers.TOGETHER);
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

  /** Whether every control plane has a broker process and a registry of its own. */
  boolean apart() {
    return servers == Servers.APART;
  }

  /** The regions with a control plane of their own. */
  List<SandboxRegion> homes() {
    return federated() ? regions : regions.subList(0, 1);
  }
}
