package dev.parallax.core.config;

import java.util.List;

/**
 * What this control plane is.
 *
 * @param mode one for all regions, or one per region
 * @param currentRegion where it runs: the origin of requests that name none (R2); the primary if
 *     none was given
 * @param regions ids of the regions that it serves, in the configuration's order; all of them if
 *     none were given (C1)
 */
public record ControlPlane(Mode mode, String currentRegion, List<String> regions) {
  /** One for all regions, or one per region. */
  public enum Mode {
    /** One cluster serves all regions. */
    GLOBAL,
    /** Each region has a cluster of its own. */
    FEDERATED
  }

  /** Copies the regions. */
  public ControlPlane {
    regions = List.copyOf(regions);
  }
}
