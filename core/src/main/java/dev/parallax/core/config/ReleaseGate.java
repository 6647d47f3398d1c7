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
          "disasterRecovery.failover.cooldown",
          "disasterRecovery.failover.triggers",
          "disasterRecovery.failback",
          "routing.config.failback",
          "replication",
          "globalAccelerator");

  /** Keys that can be used with some values only. */
  private static final Map<String, Predicate<ConfigNode>> LIMITED =
      Map.of(
          "controlPlane.mode", node -> isText(node, "global"),
          // Requests pass a sick active region by themselves (R11); the region does not move yet.
          "disasterRecovery.failover.automatic", node -> isFlag(node, false));

  private ReleaseGate() {}

  static void check(Cursor root, ParallaxConfig config) {
    checkBelow(root);
    var policy = config.failover();
    if (policy.mode() == FailoverPolicy.Mode.ACTIVE_PASSIVE && policy.automatic()) {
      warnOfRest(root);
    }
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

  /** A default of active-passive is beyond this release, and nobody has written it. */
  private static void warnOfRest(Cursor root) {
    var top = root.anyFields();
    top.at("disasterRecovery")
        .flatMap(at -> at.anyFields().at("mode"))
        .or(() -> top.at("routing").flatMap(at -> at.anyFields().at("strategy")))
        .ifPresent(
            at ->
                at.warn(
                    "F2",
                    "the active region does not move by itself yet: requests go past it one by one"
                        + " while it is not eligible (R11) and return at once when it is, without"
                        + " cooldown or failback delay"));
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

  private static boolean isFlag(ConfigNode node, boolean flag) {
    return node instanceof ConfigNode.Scalar scalar
        && scalar.value().equals(new Literal.Bool(flag));
  }
}
