package dev.parallax.core.config;

import java.util.List;
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
  }
}
