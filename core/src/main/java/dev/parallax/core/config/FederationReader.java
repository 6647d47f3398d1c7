package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code controlPlane.federation} but for {@code sync}. */
final class FederationReader {
  static final List<String> KEYS = List.of("enabled", "peers", "sync");
  static final List<String> SYNC = List.of("patterns", "agents", "executions");
  private static final Pattern SECRET =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");

  private FederationReader() {}

  /**
   * The peers.
   *
   * @param current region of this control plane, which need not be among them
   */
  static List<Peer> read(
      Fields fields, RegionNames names, Optional<ControlPlane.Mode> mode, String current) {
    var enabled = fields.state("enabled", Cursor::flag);
    enabled
        .filter(stated -> stated.value() && mode.equals(Optional.of(ControlPlane.Mode.GLOBAL)))
        .ifPresent(stated -> stated.at().refuse("C3", "needs controlPlane.mode: federated"));
    var at = fields.at("peers");
    if (at.isEmpty()) {
      return List.of();
    }
    var peers = new ArrayList<Peer>();
    at.map(Cursor::items).orElse(List.of()).stream()
        .map(item -> item.fields(List.of("region", "endpoint", "authSecret")))
        .forEach(peer -> peer(peer, names, peers));
    if (mode.equals(Optional.of(ControlPlane.Mode.GLOBAL))) {
      at.get().defer(ReplicationReader.ONE_CLUSTER);
    } else {
      warnOfMissing(at.get(), names, peers, current);
    }
    return peers;
  }

  private static void peer(Fields fields, RegionNames names, List<Peer> peers) {
    var region =
        fields
            .require("region", "C3", "name the peer's region")
            .flatMap(at -> fresh(at, names, peers));
    var endpoint =
        fields
            .require("endpoint", "C3", "give the URL of the peer's control plane")
            .flatMap(Urls::read);
    var secret = fields.read("authSecret", FederationReader::secret);
    if (region.isPresent() && endpoint.isPresent()) {
      peers.add(new Peer(region.get(), endpoint.get(), secret));
    }
  }

  private static Optional<String> fresh(Cursor at, RegionNames names, List<Peer> peers) {
    var region = names.read(at);
    if (region.isPresent() && peers.stream().anyMatch(p -> p.region().equals(region.get()))) {
      at.refuse("C3", "is a peer already: name each region once");
      return Optional.empty();
    }
    return region;
  }

  private static Optional<String> secret(Cursor at) {
    return at.text(
        SECRET,
        "C3",
        "is no name of a secret: letters, digits, '.', '_' and '-'; the secret itself stands in the"
            + " environment or in a file of that name, never here");
  }

  /** What is left out is no peer: nothing of it is believed. */
  private static void warnOfMissing(
      Cursor at, RegionNames names, List<Peer> peers, String current) {
    var missing =
        names.ids().stream()
            .filter(id -> !id.equals(current))
            .filter(id -> peers.stream().noneMatch(peer -> peer.region().equals(id)))
            .toList();
    if (!peers.isEmpty() && !missing.isEmpty()) {
      at.warn(
          "C4",
          "leaves out %s: nothing from there is believed and nothing is sent there, so name every"
                  .formatted(String.join(", ", missing))
              + " other region that has a control plane");
    }
  }
}
