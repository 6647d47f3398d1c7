package dev.parallax.core.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The control plane of a region, as {@code controlPlane.federation.peers} names it.
 *
 * @param region id of its region
 * @param endpoint base URL of the control plane, probed at {@code /health/ready} in place of the
 *     region's own endpoint (H8)
 * @param authSecret name of the secret by which its records are known to be its own; absent:
 *     whatever the clusters let in is believed
 */
public record Peer(String region, URI endpoint, Optional<String> authSecret) {
  /** All parts are there. */
  public Peer {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(authSecret, "authSecret");
  }
}
