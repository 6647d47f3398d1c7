package dev.parallax.core.config;

import dev.parallax.core.config.Infrastructure.Balancing;
import dev.parallax.core.config.Infrastructure.GlobalAccelerator;
import dev.parallax.core.config.Infrastructure.LoadBalancer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code controlPlane.loadBalancer} and {@code globalAccelerator}. */
final class InfrastructureReader {
  static final Map<String, Balancing> TYPES =
      Words.of("geoDNS", Balancing.GEO_DNS, "anycast", Balancing.ANYCAST);

  private static final Pattern PATH = Pattern.compile("/[!-~]*");
  private static final String READY = "/health/ready";

  private InfrastructureReader() {}

  /**
   * What stands in front of the regions.
   *
   * @param controlPlane fields of that section
   */
  static Infrastructure read(Fields root, Fields controlPlane, RegionNames names) {
    return new Infrastructure(
        controlPlane.at("loadBalancer").map(InfrastructureReader::loadBalancer),
        root.at("globalAccelerator").map(at -> accelerator(at, names)));
  }

  private static LoadBalancer loadBalancer(Cursor at) {
    var fields = at.fields(List.of("type", "healthCheck"));
    var type = fields.read("type", Balancing.GEO_DNS, word -> word.choice(TYPES));
    var path =
        fields
            .section("healthCheck", List.of("path"))
            .read("path", READY, InfrastructureReader::path);
    return new LoadBalancer(type, path);
  }

  private static Optional<String> path(Cursor at) {
    return at.text(PATH, "C3", "is no path: write one from the root, such as " + READY);
  }

  private static GlobalAccelerator accelerator(Cursor at, RegionNames names) {
    var fields = at.fields(List.of("enabled", "endpoints"));
    boolean enabled = fields.read("enabled", false, Cursor::flag);
    if (enabled) {
      fields.require("endpoints", "C3", "name the regions that it leads to, and their weights");
    }
    var weights = fields.at("endpoints").map(list -> endpoints(list, names)).orElse(Map.of());
    return new GlobalAccelerator(enabled, Weights.inOrder(weights, names));
  }

  private static Map<String, Double> endpoints(Cursor at, RegionNames names) {
    var weights = new HashMap<String, Double>();
    var seen = new HashSet<String>();
    var items = at.items();
    for (var item : items) {
      var endpoint = item.fields(List.of("region", "weight"));
      var region = region(endpoint, names, seen);
      var weight =
          endpoint
              .require("weight", "R10", "give the region a weight, 0 or more")
              .flatMap(Weights::weight);
      region.ifPresent(id -> weight.ifPresent(value -> weights.putIfAbsent(id, value)));
    }
    if (at.node() instanceof ConfigNode.Sequence) {
      Weights.refuseAllZero(at, weights, items.size());
    }
    return weights;
  }

  private static Optional<String> region(Fields endpoint, RegionNames names, Set<String> seen) {
    var at = endpoint.require("region", "C3", "name the endpoint's region");
    var id = at.flatMap(names::read);
    if (id.isPresent() && !seen.add(id.get())) {
      at.get().refuse("C3", "is an endpoint already: name each region once");
    }
    return id;
  }
}
