package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rules of {@code strategy: affinity} (R8). */
final class AffinityReader {
  static final Map<String, Strategy.Tier> FALLBACKS =
      Words.of(
          "nearestRegion", Strategy.Tier.NEAREST_REGION, "anyRegion", Strategy.Tier.ANY_REGION);
  private static final List<String> KEYS = List.of("match", "agents", "fallback");
  private static final List<String> AGENTS = List.of("region", "capabilities");
  private static final Pattern TEMPLATE = Pattern.compile("\\$input((\\.[^.\\s|]+)+)");

  private final RegionNames names;
  private final Reach reach = new Reach("R8");
  private final List<Stated<Strategy.Affinity.Rule>> rules = new ArrayList<>();

  private AffinityReader(RegionNames names) {
    this.names = names;
  }

  static Strategy.Affinity read(Fields routing, RegionNames names, Optional<Strategy> among) {
    var reader = new AffinityReader(names);
    routing
        .require("rules", "R8", "give at least one rule, such as - match: {} with its agents")
        .ifPresent(reader::readAll);
    if (among.orElse(null) instanceof Strategy.Failover failover) {
      reader.warnOfRulesOutside(failover.order());
    }
    return new Strategy.Affinity(reader.rules.stream().map(Stated::value).toList(), among);
  }

  private void readAll(Cursor at) {
    var items = at.items();
    if (items.isEmpty() && at.node() instanceof ConfigNode.Sequence) {
      at.refuse("R8", "is empty: give at least one rule");
    }
    items.forEach(item -> rules.add(new Stated<>(item, rule(item))));
    warnOfCallersChoice();
  }

  private Strategy.Affinity.Rule rule(Cursor item) {
    var fields = item.fields(KEYS);
    var match =
        fields
            .require("match", "R8", "say what the rule matches; {} matches everything")
            .flatMap(new MatchReader(names)::read);
    reach.check(item, match);
    var agents = fields.section("agents", AGENTS);
    if (agents.byKey().isEmpty()) {
      agents.missing("region", "R8", "name the rule's regions; \"*\" means any");
    }
    return new Strategy.Affinity.Rule(
        match.orElse(new Match(List.of())),
        agents.at("region").map(this::where).orElse(new Strategy.Where.All()),
        agents.at("capabilities").map(CapabilityReader::capabilities).orElse(Set.of()),
        fields.read("fallback", at -> at.choice(FALLBACKS)));
  }

  private Strategy.Where where(Cursor at) {
    if (!(at.node() instanceof ConfigNode.Scalar scalar)) {
      return new Strategy.Where.Listed(names.readSome(at));
    }
    var text = scalar.text();
    if (text.equals("*") || text.equals("auto")) {
      return new Strategy.Where.All();
    }
    return text.startsWith("$")
        ? template(at, text)
        : new Strategy.Where.Listed(names.readSome(at));
  }

  private static Strategy.Where template(Cursor at, String text) {
    var form = TEMPLATE.matcher(text);
    if (form.matches()) {
      return new Strategy.Where.FromInput(form.group(1).substring(1));
    }
    at.refuse(
        "R8",
        text.contains("||")
            ? "offers an alternative, which only the region of a pattern can: write $input. and a"
                + " path, and a further rule for the rest"
            : "reads nothing: write $input. and a path, such as $input.preferredRegion");
    return new Strategy.Where.All();
  }

  /** C4: what a caller may choose is chosen before a later rule can keep data where it belongs. */
  private void warnOfCallersChoice() {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).value().where() instanceof Strategy.Where.FromInput) {
        int binding = nextBinding(i + 1);
        if (binding >= 0) {
          warn(i, binding);
        }
      }
    }
  }

  private int nextBinding(int from) {
    for (int i = from; i < rules.size(); i++) {
      var rule = rules.get(i).value();
      if (rule.where() instanceof Strategy.Where.Listed
          && rule.fallback().isEmpty()
          && !rule.match().conditions().isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  /** R11: the order decides among what a rule leaves, which may be nothing. */
  private void warnOfRulesOutside(List<String> order) {
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i).value();
      if (rule.fallback().isEmpty()
          && rule.where() instanceof Strategy.Where.Listed listed
          && Collections.disjoint(listed.regions(), order)) {
        rules
            .get(i)
            .at()
            .warn(
                "R11",
                "rule "
                    + (i + 1)
                    + " names no region of the failover order ("
                    + String.join(", ", order)
                    + "), which takes no other: what it matches is refused; add one to the order,"
                    + " or give the rule a fallback");
      }
    }
  }

  private void warn(int callers, int binding) {
    rules
        .get(callers)
        .at()
        .warn(
            "C4",
            "rule "
                + (callers + 1)
                + " lets the caller choose the region before rule "
                + (binding + 1)
                + " binds it; if that is for residency, write it in routing.residency,"
                + " which no caller overrides");
  }
}
