package dev.parallax.core.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks {@code replication} and {@code globalAccelerator}, for which the model has no place yet.
 */
final class ReplicationReader {
  private static final List<String> MODES = List.of("eventual", "strong");

  private ReplicationReader() {}

  static void check(Fields root, RegionNames names) {
    var replication = root.section("replication", List.of("patterns", "executions"));
    patterns(replication.section("patterns", List.of("enabled", "mode", "excludePatterns")));
    executions(replication.section("executions", List.of("enabled", "analytics")), names);
    accelerator(root.section("globalAccelerator", List.of("enabled", "endpoints")), names);
  }

  private static void patterns(Fields fields) {
    fields.read("enabled", Cursor::flag);
    fields
        .at("mode")
        .ifPresent(
            at ->
                at.text()
                    .filter(mode -> !MODES.contains(mode))
                    .ifPresent(mode -> at.refuse("P3", "is not valid; " + hint(mode))));
    fields.at("excludePatterns").map(Cursor::items).orElse(List.of()).forEach(Cursor::text);
  }

  private static void executions(Fields fields, RegionNames names) {
    fields.read("enabled", Cursor::flag);
    var analytics = fields.section("analytics", List.of("enabled", "destination", "delay"));
    boolean enabled = analytics.read("enabled", false, Cursor::flag);
    analytics.read("destination", names::read);
    analytics.read("delay", Durations::orZero);
    if (enabled && analytics.at("destination").isEmpty()) {
      analytics.missing("destination", "P4", "name the region that outcomes are copied to");
    }
  }

  private static void accelerator(Fields fields, RegionNames names) {
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

  private static String hint(String mode) {
    return Spelling.hint(mode, MODES);
  }
}
