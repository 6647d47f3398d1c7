package dev.parallax.core.config;

import java.util.Set;

/**
 * What is specified and has no effect yet: it is said, never ignored, and no app starts with it
 * (C3). The one place to change when an effect comes to exist.
 */
final class ReleaseGate {
  /** Keys that cannot be used at all. */
  private static final Set<String> LATER = Set.of("controlPlane.federation.peers");

  private ReleaseGate() {}

  static void check(Cursor root) {
    checkBelow(root);
  }

  private static void checkBelow(Cursor root) {
    if (root.node() instanceof ConfigNode.Mapping mapping) {
      for (var entry : mapping.entries()) {
        var path = root.path().isEmpty() ? entry.key() : root.path() + "." + entry.key();
        checkKey(new Cursor(path, entry.line(), entry.value(), root.findings()));
      }
    }
  }

  private static void checkKey(Cursor at) {
    if (LATER.contains(at.path())) {
      defer(at);
    } else if (hasLimitsBelow(at.path())) {
      checkBelow(at);
    }
  }

  private static boolean hasLimitsBelow(String path) {
    var prefix = path + ".";
    return LATER.stream().anyMatch(key -> key.startsWith(prefix));
  }

  private static void defer(Cursor at) {
    at.defer("is not supported yet: no app of this release starts with it; remove it for now");
  }
}
