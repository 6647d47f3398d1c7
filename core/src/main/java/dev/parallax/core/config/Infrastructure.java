package dev.parallax.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands in front of the regions. No app reads it: it is for those who set up networks, such
 * as the Terraform example of this project, and is checked here so that there is one file.
 *
 * @param loadBalancer {@code controlPlane.loadBalancer}, if given
 * @param accelerator {@code globalAccelerator}, if given
 */
public record Infrastructure(
    Optional<LoadBalancer> loadBalancer, Optional<GlobalAccelerator> accelerator) {

  /** Nothing is said about it. */
  public static final Infrastructure NONE = new Infrastructure(Optional.empty(), Optional.empty());

  /** Nothing is null. */
  public Infrastructure {
    Objects.requireNonNull(loadBalancer, "loadBalancer");
    Objects.requireNonNull(accelerator, "accelerator");
  }

  /** How names lead to regions. */
  public enum Balancing {
    /** The name's answer is the address of the region that is nearest by latency. */
    GEO_DNS,
    /** One address everywhere, that of the accelerator. */
    ANYCAST
  }

  /**
   * What leads clients to a region.
   *
   * @param type how
   * @param healthCheckPath path below a region's endpoint that answers 200 while it may be used
   */
  public record LoadBalancer(Balancing type, String healthCheckPath) {}

  /**
   * Edge locations in front of the regions.
   *
   * @param enabled whether there are any
   * @param weights of regions, in the configuration's order: 0 or more, not all zero, a region not
   *     listed has 0; they need not total 100 (R10). Empty only if it is not enabled
   */
  public record GlobalAccelerator(boolean enabled, Map<String, Double> weights) {
    /** Copies the weights, keeping their order. */
    public GlobalAccelerator {
      weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }
  }
}
