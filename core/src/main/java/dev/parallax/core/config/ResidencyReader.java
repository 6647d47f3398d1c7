package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code routing.residency} (R5). */
final class ResidencyReader {
  static final Map<String, Boolean> UNMATCHED = Words.of("allow", false, "refuse", true);
  private static final List<String> KEYS = List.of("unmatched", "rules");
  private static final List<String> RULE =
      List.of("match", "agents", "regions", "capabilities", "fallback");
  private static final List<String> AGENTS = List.of("region", "capabilities");

  private final RegionNames names;
  private final Reach reach = new Reach("R5");

  private ResidencyReader(RegionNames names) {
    this.names = names;
  }

  /**
   * The rules; none if the block is absent.
   *
   * @param mode of the control plane, on which depends what residency bounds (C4)
   * @param strategy that chooses among the regions that the rules allow
   */
  static Residency read(
      Fields routing, RegionNames names, ControlPlane.Mode mode, Strategy strategy) {
    var fields = routing.section("residency", KEYS);
    boolean refuse = fields.read("unmatched", false, at -> at.choice(UNMATCHED));
    var reader = new ResidencyReader(names);
    var rules = fields.at("rules").map(reader::readAll).orElse(List.of());
    var residency = new Residency(rules, refuse);
    if (refuse) {
      requireRules(fields);
    }
    routing.at("residency").ifPresent(at -> reader.warn(at, residency, mode));
    if (strategy instanceof Strategy.Failover failover) {
      fields.at("rules").ifPresent(at -> warnOfRulesOutside(at, rules, failover.order()));
    }
    return residency;
  }

  private static void requireRules(Fields fields) {
    fields
        .require("rules", "R5", "unmatched: refuse without rules refuses every request")
        .filter(at -> at.node() instanceof ConfigNode.Sequence list && list.items().isEmpty())
        .ifPresent(
            at -> at.refuse("R5", "has no rule, and unmatched: refuse refuses every request"));
  }

  private List<Residency.Rule> readAll(Cursor at) {
    var rules = new ArrayList<Residency.Rule>();
    at.items().forEach(item -> rules.add(rule(item)));
    return rules;
  }

  private Residency.Rule rule(Cursor item) {
    var fields = item.fields(RULE);
    fields
        .at("fallback")
        .ifPresent(at -> at.refuse("R5", "is no fallback: residency never falls open; remove it"));
    var match =
        fields
            .require("match", "R5", "say what the rule matches; {} matches everything")
            .flatMap(new MatchReader(names)::read);
    reach.check(item, match);
    var agents = fields.section("agents", AGENTS);
    return new Residency.Rule(
        match.orElse(new Match(List.of())), regions(fields, agents), capabilities(fields, agents));
  }

  private List<String> regions(Fields fields, Fields agents) {
    var stated =
        Synonyms.agree(
            List.of(
                agents.state("region", at -> Recovery.some(literal(at))),
                fields.state("regions", at -> Recovery.some(literal(at)))));
    if (agents.at("region").isEmpty() && fields.at("regions").isEmpty()) {
      fields.missing("regions", "R5", "name the regions that the rule allows");
    }
    return stated.map(Stated::value).orElse(List.of());
  }

  /** R5: only ids bind; what the caller or the fleet decides does not. */
  private List<String> literal(Cursor at) {
    for (var item : at.oneOrMany()) {
      if (item.node() instanceof ConfigNode.Scalar scalar && isOpen(scalar.text())) {
        item.refuse("R5", "binds nothing: a residency rule names regions by their ids");
        return List.of();
      }
    }
    return names.readSome(at);
  }

  private static boolean isOpen(String text) {
    return text.equals("*") || text.equals("auto") || text.startsWith("$");
  }

  private static Set<String> capabilities(Fields fields, Fields agents) {
    return Synonyms.agree(
            List.of(
                agents.state("capabilities", ResidencyReader::some),
                fields.state("capabilities", ResidencyReader::some)))
        .map(Stated::value)
        .orElse(Set.of());
  }

  private static Optional<Set<String>> some(Cursor at) {
    return Optional.of(CapabilityReader.capabilities(at));
  }

  /** R11: no region is taken but those of the order. */
  private static void warnOfRulesOutside(
      Cursor at, List<Residency.Rule> rules, List<String> order) {
    var items = rules.isEmpty() ? List.<Cursor>of() : at.items();
    for (int i = 0; i < rules.size(); i++) {
      var regions = rules.get(i).regions();
      if (!regions.isEmpty() && Collections.disjoint(regions, order)) {
        items
            .get(i)
            .warn(
                "R11",
                "residency rule "
                    + (i + 1)
                    + " allows no region of the failover order ("
                    + String.join(", ", order)
                    + "), which takes no other: what it binds is refused; add one to the order");
      }
    }
  }

  private void warn(Cursor at, Residency residency, ControlPlane.Mode mode) {
    if (residency.rules().isEmpty()) {
      return;
    }
    if (!residency.refuseUnmatched() && !reach.isExhausted()) {
      at.warn(
          "C4",
          "a request that no rule matches (a misspelt value, say) goes anywhere; unmatched: refuse"
              + " or a last rule with match: {} binds it");
    }
    if (mode == ControlPlane.Mode.GLOBAL) {
      at.warn(
          "C4",
          "with one global control plane residency bounds where work runs, not where the one"
              + " cluster stores requests and outcomes");
    }
  }
}
