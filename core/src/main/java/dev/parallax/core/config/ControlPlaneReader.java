package dev.parallax.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code controlPlane}. */
final class ControlPlaneReader {
  static final List<String> KEYS =
      List.of("mode", "currentRegion", "regions", "loadBalancer", "federation");
  static final Map<String, ControlPlane.Mode> MODES =
      Words.of("global", ControlPlane.Mode.GLOBAL, "federated", ControlPlane.Mode.FEDERATED);

  private ControlPlaneReader() {}

  /**
   * What this control plane is.
   *
   * @param fields of {@code controlPlane}
   * @param federation of {@code controlPlane.federation}
   * @param primary id of the primary region
   */
  static ControlPlane read(Fields fields, Fields federation, RegionNames names, String primary) {
    var mode = mode(fields);
    var served = served(fields, names);
    var current = fields.state("currentRegion", names::read);
    current
        .filter(stated -> !served.isEmpty() && !served.contains(stated.value()))
        .ifPresent(
            stated -> stated.at().refuse("C1", "is not among controlPlane.regions: add it there"));
    var otherwise = served.isEmpty() || served.contains(primary) ? primary : served.get(0);
    var here = current.map(Stated::value).orElse(otherwise);
    return new ControlPlane(
        mode.orElse(ControlPlane.Mode.GLOBAL),
        here,
        served,
        FederationReader.read(federation, names, mode, here));
  }

  /** Empty if it is misspelt. */
  private static Optional<ControlPlane.Mode> mode(Fields fields) {
    return fields.at("mode").isPresent()
        ? fields.read("mode", at -> at.choice(MODES))
        : Optional.of(ControlPlane.Mode.GLOBAL);
  }

  /** In the order in which the regions are defined, which breaks ties; all if none are named. */
  private static List<String> served(Fields fields, RegionNames names) {
    var named = fields.at("regions").map(names::readSome).orElse(names.ids());
    return names.ids().stream().distinct().filter(named::contains).toList();
  }
}
