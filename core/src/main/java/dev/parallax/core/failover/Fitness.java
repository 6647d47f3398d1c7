package dev.parallax.core.failover;

import dev.parallax.core.fleet.Health;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which regions are fit targets (F2): those of which nothing is {@link Unfit}. */
record Fitness(FailoverRules rules, Sight sight, Set<String> drained) {

  /** All that is wrong with it; empty if it is fit. */
  List<Unfit> faults(String region) {
    return Unfit.of(region, sight.of(region), drained.contains(region), rules.leastAgents());
  }

  boolean isFit(String region) {
    return faults(region).isEmpty();
  }

  /** The first in order that is HEALTHY and fit, else the first that is DEGRADED and fit. */
  Optional<String> target(String except) {
    return first(Health.HEALTHY, except).or(() -> first(Health.DEGRADED, except));
  }

  private Optional<String> first(Health health, String except) {
    return rules.order().stream()
        .filter(region -> !region.equals(except))
        .filter(region -> sight.of(region).effective() == health && isFit(region))
        .findFirst();
  }

  /** Why none but {@code except} is fit, for people. */
  String whyNone(String except) {
    return others(except).stream()
        .map(region -> text(faults(region)))
        .collect(Collectors.joining("; "));
  }

  /** The same without figures: the cause that is told once (F2). */
  String causeOfNone(String except) {
    return others(except).stream()
        .map(region -> region + faults(region).stream().map(Unfit::rule).toList())
        .collect(Collectors.joining(" "));
  }

  private List<String> others(String except) {
    return rules.order().stream().filter(region -> !region.equals(except)).toList();
  }

  /** All faults in one line. */
  static String text(List<Unfit> faults) {
    return faults.stream().map(Unfit::text).collect(Collectors.joining(" and "));
  }
}
