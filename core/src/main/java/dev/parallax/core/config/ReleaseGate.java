package dev.parallax.core.config;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is specified and has no effect yet: it is said, never ignored, and no app starts with it
 * (C3). The one place to change when an effect comes to exist.
 */
final class ReleaseGate {
  /** Keys that cannot be used at all. */
  private static final Set<String> LATER =
      Set.of(
          "controlPlane.loadBalancer",
          "controlPlane.federation",
          "replication",
          "globalAccelerator");

  /** Keys that can be used with some values only. */
  private static final Map<String, Predicate<ConfigNode>> LIMITED =
      Map.of("controlPlane.mode", node -> isText(node, "global"));

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
    } else if (LIMITED.containsKey(at.path())) {
      // A misspelt value is not one that comes later.
      if (!at.findings().isFaulty(at.path()) && !LIMITED.get(at.path()).test(at.node())) {
        defer(at);
      }
    } else if (hasLimitsBelow(at.path())) {
      checkBelow(at);
    }
  }

  private static boolean hasLimitsBelow(String path) {
    var prefix = path + ".";
    return LATER.stream().anyMatch(key -> key.startsWith(prefix))
        || LIMITED.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private static void defer(Cursor at) {
    at.defer("is not supported yet: no app of this release starts with it; remove it for now");
  }

  private static boolean isText(ConfigNode node, String text) {
    return node instanceof ConfigNode.Scalar scalar && scalar.text().equals(text);
  }
}
