package dev.parallax.core.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Federated control planes have one cluster each. */
final class FederatedClusters {
  private FederatedClusters() {}

  /** Says which clusters are missing. */
  static void check(Fields section, ControlPlane controlPlane, List<Region> regions) {
    if (controlPlane.mode() == ControlPlane.Mode.FEDERATED) {
      section.at("mode").ifPresent(at -> check(at, regions));
    }
  }

  private static void check(Cursor at, List<Region> regions) {
    var without =
        regions.stream()
            .filter(region -> region.kafka().isEmpty())
            .map(Region::id)
            .collect(Collectors.joining(", "));
    if (!without.isEmpty()) {
      at.defer(
          "needs a cluster for every region, so no app starts without: give regions[].kafka to "
              + without);
    }
    shared(regions)
        .ifPresent(
            same ->
                at.refuse(
                    "C3",
                    "needs a cluster for every region, but "
                        + same
                        + " name the same brokers: give each its own in"
                        + " regions[].kafka.bootstrapServers"));
  }

  /** The first regions of the same cluster, as far as addresses tell. */
  private static Optional<String> shared(List<Region> regions) {
    var byBroker = new HashMap<String, String>();
    for (var region : regions) {
      for (var broker : brokers(region)) {
        var other = byBroker.putIfAbsent(broker, region.id());
        if (other != null && !other.equals(region.id())) {
          return Optional.of(other + " and " + region.id());
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> brokers(Region region) {
    return region.kafka().map(Kafka::bootstrapServers).stream()
        .flatMap(servers -> Arrays.stream(servers.split(",")))
        .map(server -> server.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
