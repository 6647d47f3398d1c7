package dev.parallax.core.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this control plane is.
 *
 * @param mode one for all regions, or one per region
 * @param currentRegion where it runs: the origin of requests that name none (R2); the primary if
 *     none was given
 * @param regions ids of the regions that it serves, in the configuration's order; all of them if
 *     none were given (C1)
 * @param peers the control planes of regions, where each has one; none if none were given
 */
public record ControlPlane(
    Mode mode, String currentRegion, List<String> regions, List<Peer> peers) {
  /** One for all regions, or one per region. */
  public enum Mode {
    /** One cluster serves all regions. */
    GLOBAL,
    /** Each region has a cluster of its own. */
    FEDERATED
  }

  /** Copies the lists. */
  public ControlPlane {
    regions = List.copyOf(regions);
    peers = List.copyOf(peers);
  }

  /** Without peers. */
  public ControlPlane(Mode mode, String currentRegion, List<String> regions) {
    this(mode, currentRegion, regions, List.of());
  }

  /** The same as it is in another region. */
  ControlPlane in(String region) {
    return new ControlPlane(mode, region, regions, peers);
  }

  /** The same with other endpoints of peers, where these name them by region. */
  public ControlPlane withEndpoints(Map<String, URI> endpoints) {
    return new ControlPlane(
        mode,
        currentRegion,
        regions,
        peers.stream()
            .map(
                peer ->
                    new Peer(
                        peer.region(),
                        endpoints.getOrDefault(peer.region(), peer.endpoint()),
                        peer.authSecret()))
            .toList());
  }

  /** The control plane of this region, if it is among the peers. */
  public Optional<Peer> peer(String region) {
    return peers.stream().filter(peer -> peer.region().equals(region)).findFirst();
  }
}
