package dev.parallax.core.config;

import java.util.List;
import java.util.Set;

/**
 * R5: the first rule that matches binds the request to its regions.
 *
 * @param rules in order
 * @param refuseUnmatched whether a request that no rule matches is refused
 */
public record Residency(List<Rule> rules, boolean refuseUnmatched) {
  /** No rules: nothing is bound. */
  public static final Residency NONE = new Residency(List.of(), false);

  /** Copies the rules. */
  public Residency {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param match when it applies
   * @param regions that it allows, literal, at least one
   * @param capabilities what it adds to the requirements
   */
  public record Rule(Match match, List<String> regions, Set<String> capabilities) {
    /** Copies both. */
    public Rule {
      regions = List.copyOf(regions);
      capabilities = Set.copyOf(capabilities);
    }
  }
}
