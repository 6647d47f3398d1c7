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

  /** What nobody would call a secret, and many a secret is. */
  private static final Pattern NO_NAME = Pattern.compile("(?=.*[0-9])[A-Za-z0-9]{24,}");

  private static final String NAME_ONLY =
      "the secret itself stands in the environment or in a file of that name, never here";

  private FederationReader() {}

  /**
   * The peers.
   *
   * @param current region of this control plane, which need not be among them
   */
  static List<Peer> read(
      Fields fields, RegionNames names, Optional<ControlPlane.Mode> mode, String current) {
    var enabled = fields.state("enabled", Cursor::flag);
    enabled.ifPresent(stated -> checkEnabled(stated, mode));
    return fields.at("peers").map(at -> peers(at, names, mode, current)).orElse(List.of());
  }

  private static void checkEnabled(Stated<Boolean> enabled, Optional<ControlPlane.Mode> mode) {
    if (enabled.value() && mode.equals(Optional.of(ControlPlane.Mode.GLOBAL))) {
      enabled.at().refuse("C3", "needs controlPlane.mode: federated");
    }
    if (!enabled.value() && mode.equals(Optional.of(ControlPlane.Mode.FEDERATED))) {
      enabled
          .at()
          .refuse(
              "C3",
              "contradicts controlPlane.mode: federated: leave it out, or write mode: global for"
                  + " one control plane");
    }
  }

  private static List<Peer> peers(
      Cursor at, RegionNames names, Optional<ControlPlane.Mode> mode, String current) {
    var items = at.items();
    var peers = new ArrayList<Peer>();
    items.stream()
        .map(item -> item.fields(List.of("region", "endpoint", "authSecret")))
        .forEach(peer -> peer(peer, names, peers));
    if (mode.equals(Optional.of(ControlPlane.Mode.GLOBAL))) {
      at.defer(ReplicationReader.ONE_CLUSTER);
    } else if (mode.isPresent() && at.node() instanceof ConfigNode.Sequence) {
      if (items.isEmpty()) {
        at.say("C3", "names nobody: name every other region, or leave the key out");
      } else if (peers.size() == items.size()) {
        warnOfMissing(at, names, peers, current);
        if (isUnlike(names, peers)) {
          refuseUnlike(at);
        } else {
          warnOfUnsealed(at, peers, current);
        }
      }
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
    boolean named = secret.isPresent() || fields.at("authSecret").isEmpty();
    if (region.isPresent() && endpoint.isPresent() && named) {
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
    var name =
        at.text(
            SECRET,
            "C3",
            "is no name of a secret: letters, digits, '.', '_' and '-'; " + NAME_ONLY);
    if (name.filter(text -> NO_NAME.matcher(text).matches()).isPresent()) {
      at.refuseUnseen(
          "C3", "looks like a secret: write a name with a '-', '_' or '.' in it; " + NAME_ONLY);
      return Optional.empty();
    }
    return name;
  }

  /**
   * A file that names the control planes of all regions is that of all of them: in each, the secret
   * of a pair is the one that stands with the other region, and both must be the same.
   */
  private static boolean isUnlike(RegionNames names, List<Peer> peers) {
    boolean all =
        names.ids().stream()
            .allMatch(id -> peers.stream().anyMatch(peer -> peer.region().equals(id)));
    return all && peers.stream().map(Peer::authSecret).distinct().count() > 1;
  }

  private static void refuseUnlike(Cursor at) {
    at.refuse(
        "C3",
        "has all regions and not the same authSecret with each: one region would seal with what"
            + " the other does not check; write one name with all, or give each region a file of"
            + " its own without its own entry, where each two regions name the same for each"
            + " other");
  }

  /** Without a secret nothing tells a peer's records from what somebody else wrote. */
  private static void warnOfUnsealed(Cursor at, List<Peer> peers, String current) {
    var unsealed =
        peers.stream()
            .filter(peer -> peer.authSecret().isEmpty())
            .map(Peer::region)
            .filter(region -> !region.equals(current))
            .toList();
    if (!unsealed.isEmpty()) {
      at.warn(
          "C4",
          "has no authSecret with %s: whatever the cluster lets in is believed to be from there, so"
                  .formatted(String.join(", ", unsealed))
              + " name a secret that both regions have");
    }
  }

  /** What is left out is no peer: nothing of it is believed. */
  private static void warnOfMissing(
      Cursor at, RegionNames names, List<Peer> peers, String current) {
    var missing =
        names.ids().stream()
            .filter(id -> !id.equals(current))
            .filter(id -> peers.stream().noneMatch(peer -> peer.region().equals(id)))
            .toList();
    if (!missing.isEmpty()) {
      at.warn(
          "C4",
          "leaves out %s: no summary, ballot or part from there is believed and nothing is forwarded"
                  .formatted(String.join(", ", missing))
              + " there, so name every other region that has a control plane");
    }
  }
}
