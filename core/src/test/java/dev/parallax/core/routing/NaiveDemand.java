package dev.parallax.core.routing;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks under a configuration before any region is looked at: R2, R4, R8, R13, R21.
 */
record NaiveDemand(ParallaxConfig config, Request request, Fleet fleet, Residency residency) {
  private static final Pattern.Agents ONE = Pattern.Agents.any(Set.of());

  String origin() {
    return request.origin().orElse(config.controlPlane().currentRegion());
  }

  private List<String> regions() {
    return config.regionIds();
  }

  private Strategy strategy() {
    return config.routing().strategy();
  }

  /** Why it goes nowhere whatever the regions are like. */
  Optional<Reason> refusal() {
    if (!regions().contains(origin())) {
      return Optional.of(Reason.INVALID_REQUEST);
    }
    if (residencyRule().isEmpty() && residency.refuseUnmatched()) {
      return Optional.of(Reason.RESIDENCY);
    }
    if (request.pattern().isPresent() && pattern().isEmpty()) {
      return Optional.of(Reason.UNKNOWN_PATTERN);
    }
    if (wished().isEmpty()
        || agents()
            .distribution()
            .filter(all -> !regions().containsAll(all.regions()))
            .isPresent()) {
      return Optional.of(Reason.UNKNOWN_REGION);
    }
    if (strategy() instanceof Strategy.Affinity affinity) {
      var rule = affinityRule(affinity);
      if (rule.isEmpty()) {
        return Optional.of(Reason.NO_MATCHING_RULE);
      }
      return named(rule.get()).isEmpty() ? Optional.of(Reason.UNKNOWN_REGION) : Optional.empty();
    }
    return Optional.empty();
  }

  String[] required() {
    var required = new HashSet<>(agents().capabilities());
    required.addAll(request.capabilities());
    residencyRule().ifPresent(rule -> required.addAll(rule.capabilities()));
    if (strategy() instanceof Strategy.Affinity affinity) {
      affinityRule(affinity).ifPresent(rule -> required.addAll(rule.capabilities()));
    }
    return required.toArray(String[]::new);
  }

  int needed() {
    return agents().distribution().map(Pattern.Distribution::minPerRegion).orElse(agents().min());
  }

  Pattern.Agents agents() {
    return pattern().map(Pattern::agents).orElse(ONE);
  }

  private Optional<Pattern> pattern() {
    return request
        .pattern()
        .flatMap(fleet::pattern)
        .filter(found -> found.version().equals(request.patternVersion().orElse(found.version())));
  }

  Optional<Residency.Rule> residencyRule() {
    return residency.rules().stream()
        .filter(rule -> NaiveMatch.holds(rule.match(), request))
        .findFirst();
  }

  Optional<Strategy.Affinity.Rule> affinityRule(Strategy.Affinity affinity) {
    return affinity.rules().stream()
        .filter(rule -> NaiveMatch.holds(rule.match(), request))
        .findFirst();
  }

  /** R8: the regions that the rule names; empty if it names none that is defined. */
  List<String> named(Strategy.Affinity.Rule rule) {
    if (rule.where() instanceof Strategy.Where.Listed listed) {
      return listed.regions();
    }
    if (rule.where() instanceof Strategy.Where.FromInput template) {
      var value = request.input().at(template.path());
      return regions().stream().filter(id -> value.equals(new Value.Text(id))).toList();
    }
    return regions();
  }

  /** R13: the regions that the pattern wants; empty if that is no defined one. */
  List<String> wished() {
    var wish = agents().region();
    if (wish instanceof RegionWish.Auto) {
      return regions();
    }
    if (wish instanceof RegionWish.Literal literal) {
      return regionsOf(new Value.Text(literal.region()));
    }
    for (var operand : ((RegionWish.Template) wish).operands()) {
      var value =
          operand instanceof RegionWish.Operand.Path path
              ? request.input().at(path.path())
              : new Value.Text(((RegionWish.Operand.Text) operand).text());
      if (NaiveMatch.isPresent(value)) {
        return regionsOf(value);
      }
    }
    return List.of();
  }

  private List<String> regionsOf(Value value) {
    boolean any = value.equals(new Value.Text("auto"));
    return regions().stream().filter(id -> any || value.equals(new Value.Text(id))).toList();
  }
}
