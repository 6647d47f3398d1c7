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
 */
record SandboxPlan(List<SandboxRegion> regions, Trial trial, Optional<Duration> idempotence) {
  SandboxPlan {
    regions = List.copyOf(regions);
  }
}
