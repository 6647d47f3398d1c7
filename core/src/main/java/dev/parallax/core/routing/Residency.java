package dev.parallax.core.routing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * R5: the first rule that matches binds the request to its regions, before any strategy.
 *
 * @param rules in order
 * @param refusesUnmatched whether a request that no rule matches is refused
 */
record Residency(List<Rule> rules, boolean refusesUnmatched) {
  /** No rules: nothing is bound. */
  static final Residency NONE = new Residency(List.of(), false);

  Residency {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param match when it applies
   * @param regions that it allows
   * @param capabilities that it adds to the requirements
   */
  record Rule(Match match, RegionSet regions, Set<String> capabilities) {
    Rule {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /** What the rules make of a request. */
  sealed interface Verdict {
    /** No rule matches, and that is allowed. */
    record Free() implements Verdict {}

    /**
     * A rule matches.
     *
     * @param number of the rule, from 1
     */
    record Bound(int number, Rule rule) implements Verdict {}

    /** No rule matches, and that is refused. */
    record Refused() implements Verdict {}

    /** Number of the rule; 0 if none matches. */
    default int number() {
      return this instanceof Bound bound ? bound.number : 0;
    }

    /** Capabilities that the rule adds. */
    default Set<String> capabilities() {
      return this instanceof Bound bound ? bound.rule.capabilities() : Set.of();
    }

    /** Whether work may run in the region. */
    default boolean allows(int region) {
      return this instanceof Free
          || (this instanceof Bound bound && bound.rule.regions().contains(region));
    }
  }

  private static final Verdict FREE = new Verdict.Free();
  private static final Verdict REFUSED = new Verdict.Refused();

  Verdict judge(Request request) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).match().holds(request)) {
        return new Verdict.Bound(i + 1, rules.get(i));
      }
    }
    return refusesUnmatched ? REFUSED : FREE;
  }

  /** Paths of the input that are read, without {@code input.}. */
  Collection<String> inputPaths() {
    var paths = new TreeSet<String>();
    for (var rule : rules) {
      paths.addAll(rule.match().inputPaths());
    }
    return paths;
  }
}
