package dev.parallax.core.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads the parameters of {@code strategy: capability} (R9). */
final class CapabilityReader {
  private CapabilityReader() {}

  static Strategy.Capability read(Fields config, RegionNames names) {
    var declared =
        config
            .require("regionCapabilities", "R9", "declare what regions offer, a list by region")
            .map(at -> declared(at, names))
            .orElse(Map.of());
    return new Strategy.Capability(declared, config.read("requireExactMatch", false, Cursor::flag));
  }

  /** The capabilities of a list, at least one. */
  static Set<String> capabilities(Cursor at) {
    var capabilities = new LinkedHashSet<String>();
    for (var item : at.items()) {
      item.text()
          .filter(capability -> !capabilities.add(capability))
          .ifPresent(capability -> item.refuse("C3", "stands twice: keep one"));
    }
    if (at.node() instanceof ConfigNode.Sequence list && list.items().isEmpty()) {
      at.refuse("C3", "is empty: name at least one capability, or leave the key out");
    }
    return capabilities;
  }

  private static Map<String, Set<String>> declared(Cursor at, RegionNames names) {
    var given = at.anyFields().byKey();
    var read = new LinkedHashMap<String, Set<String>>();
    given.forEach(
        (region, place) -> {
          names.checkKey(place, region);
          read.put(region, capabilities(place));
        });
    if (at.node() instanceof ConfigNode.Mapping && given.isEmpty()) {
      at.refuse("R9", "declares nothing: give at least one region its capabilities");
    }
    // In the order in which regions are defined, so that one meaning has one hash.
    var ordered = new LinkedHashMap<String, Set<String>>();
    names.ids().stream().filter(read::containsKey).forEach(id -> ordered.put(id, read.get(id)));
    return ordered;
  }
}
