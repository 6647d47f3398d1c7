package dev.parallax.core.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks {@code globalAccelerator}, for which the model has no place yet. */
final class Accelerator {
  private Accelerator() {}

  static void check(Fields root, RegionNames names) {
    var fields = root.section("globalAccelerator", List.of("enabled", "endpoints"));
    fields.read("enabled", Cursor::flag);
    var seen = new HashSet<String>();
    fields.at("endpoints").map(Cursor::items).orElse(List.of()).stream()
        .map(item -> item.fields(List.of("region", "weight")))
        .forEach(endpoint -> endpoint(endpoint, names, seen));
  }

  private static void endpoint(Fields endpoint, RegionNames names, Set<String> seen) {
    endpoint
        .require("region", "C3", "name the endpoint's region")
        .flatMap(at -> names.read(at).filter(region -> !seen.add(region)).map(region -> at))
        .ifPresent(at -> at.refuse("C3", "is an endpoint already: name each region once"));
    endpoint.read("weight", Weights::weight);
  }
}
