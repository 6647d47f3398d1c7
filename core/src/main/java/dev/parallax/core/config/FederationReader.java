package dev.parallax.core.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the peers of {@code controlPlane.federation}, for which the model has no place yet. */
final class FederationReader {
  static final List<String> KEYS = List.of("enabled", "peers", "sync");
  static final List<String> SYNC = List.of("patterns", "agents", "executions");

  private FederationReader() {}

  static void check(Fields fields, RegionNames names, Optional<ControlPlane.Mode> mode) {
    var enabled = fields.state("enabled", Cursor::flag);
    enabled
        .filter(stated -> stated.value() && mode.equals(Optional.of(ControlPlane.Mode.GLOBAL)))
        .ifPresent(stated -> stated.at().refuse("C3", "needs controlPlane.mode: federated"));
    var peers = new HashSet<String>();
    fields.at("peers").map(Cursor::items).orElse(List.of()).stream()
        .map(item -> item.fields(List.of("region", "endpoint", "authSecret")))
        .forEach(peer -> peer(peer, names, peers));
  }

  private static void peer(Fields peer, RegionNames names, Set<String> peers) {
    peer.require("region", "C3", "name the peer's region")
        .flatMap(at -> names.read(at).filter(region -> !peers.add(region)).map(region -> at))
        .ifPresent(at -> at.refuse("C3", "is a peer already: name each region once"));
    peer.require("endpoint", "C3", "give the URL of the peer's control plane")
        .ifPresent(Urls::read);
    peer.read("authSecret", Cursor::text);
  }
}
