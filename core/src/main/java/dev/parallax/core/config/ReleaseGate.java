package dev.parallax.core.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is specified and has no effect yet: it is refused, never ignored (C3). The one place to
 * change when an effect comes to exist.
 */
final class ReleaseGate {
  /** Keys that cannot be used at all. */
  private static final Set<String> LATER =
      Set.of(
          "controlPlane.loadBalancer",
          "controlPlane.federation",
          "disasterRecovery",
          "replication",
          "globalAccelerator");

  /** Keys that can be used with some values only, most of them the default. */
  private static final Map<String, Predicate<ConfigNode>> LIMITED =
      Map.of(
          "controlPlane.mode", node -> isText(node, "global"),
          "routing.strategy", node -> isText(node, "latency"),
          "routing.hold", ReleaseGate::isNoTime,
          "routing.maxHeld", node -> isNumber(node, 100_000),
          "routing.residency.rules", ReleaseGate::isEmpty,
          "routing.residency.unmatched", node -> isText(node, "allow"),
          "executions.retries", node -> isNumber(node, 0));

  private ReleaseGate() {}

  static void check(Cursor root) {
    if (root.node() instanceof ConfigNode.Mapping mapping) {
      for (var entry : mapping.entries()) {
        var path = root.path().isEmpty() ? entry.key() : root.path() + "." + entry.key();
        checkKey(new Cursor(path, entry.line(), entry.value(), root.findings()));
      }
    }
  }

  private static void checkKey(Cursor at) {
    if (LATER.contains(at.path())) {
      refuse(at);
    } else if (LIMITED.containsKey(at.path())) {
      // A misspelt value is not one that comes later.
      if (!at.findings().isFaulty(at.path()) && !LIMITED.get(at.path()).test(at.node())) {
        refuse(at);
      }
    } else if (hasLimitsBelow(at.path())) {
      check(at);
    }
  }

  private static boolean hasLimitsBelow(String path) {
    var prefix = path + ".";
    return LATER.stream().anyMatch(key -> key.startsWith(prefix))
        || LIMITED.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private static void refuse(Cursor at) {
    var key = at.path().substring(at.path().lastIndexOf('.') + 1);
    var what = at.node() instanceof ConfigNode.Scalar ? key + ": " + at.value() : key;
    at.say("C3", what + " is not supported yet: this release cannot do it, so remove it");
  }

  private static boolean isText(ConfigNode node, String text) {
    return node instanceof ConfigNode.Scalar scalar && scalar.text().equals(text);
  }

  private static boolean isNumber(ConfigNode node, int number) {
    return node instanceof ConfigNode.Scalar scalar
        && scalar.value() instanceof Literal.Num num
        && num.number().compareTo(BigDecimal.valueOf(number)) == 0;
  }

  private static boolean isNoTime(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar
        && Durations.parse(scalar.text()).filter(Duration::isZero).isPresent();
  }

  private static boolean isEmpty(ConfigNode node) {
    return node instanceof ConfigNode.Sequence list && list.items().isEmpty();
  }
}
