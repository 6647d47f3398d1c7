package dev.parallax.cli.up;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sandbox is to be.
 *
 * @param regions the first is the control plane's own
 * @param trial whose agents disagree, if any do
 * @param idempotence of executions; absent: the default
 * @param overlay sections of a user's configuration
 */
record SandboxPlan(
    List<SandboxRegion> regions,
    Trial trial,
    Optional<Duration> idempotence,
    Optional<ConfigOverlay> overlay) {
  SandboxPlan {
    regions = List.copyOf(regions);
  }

  /** The control plane's own region. */
  String current() {
    return regions.get(0).id();
  }
}
