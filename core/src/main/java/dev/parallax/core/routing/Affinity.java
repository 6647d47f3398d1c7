package dev.parallax.core.routing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * R8: the first rule that matches names the regions; {@code among} decides between several.
 *
 * @param rules in order
 * @param regions that are defined
 * @param among what decides among those that a rule leaves: R6, weights (C1) or the failover order
 *     (R11)
 */
record Affinity(List<Rule> rules, Regions regions, Strategy among) implements Strategy {
  Affinity {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param match when it applies
   * @param where the regions it names
   * @param capabilities that it adds to the requirements
   * @param strict whether only those regions will do; else R6 over what stage 1 left
   */
  record Rule(Match match, Where where, Set<String> capabilities, boolean strict) {
    Rule {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /** The regions that a rule names. */
  sealed interface Where {
    /** These, or all of them. */
    record Fixed(RegionSet regions) implements Where {}

    /** The one that stands at this path of the input. */
    record FromInput(String path) implements Where {}
  }

  @Override
  public String name() {
    return "affinity";
  }

  @Override
  public Ask ask(Request request) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).match().holds(request)) {
        return apply(rules.get(i), i + 1, request);
      }
    }
    return new Ask.Refused(
        new Refusal(
            Reason.NO_MATCHING_RULE,
            "no affinity rule matches (R8); a last rule with match: {} would take the rest"));
  }

  @Override
  public Cause narrow(Ask ask, int region, int target, Deciding deciding) {
    var ruled = (Ask.Ruled) ask;
    if (!ruled.strict()) {
      return Cause.ELIGIBLE;
    }
    return ruled.regions().contains(region)
        ? among.narrow(Ask.nothing(), region, target, deciding)
        : Cause.AFFINITY;
  }

  @Override
  public boolean overridesHealth(int region, Deciding deciding) {
    return among.overridesHealth(region, deciding);
  }

  /** Only where the rule says so: what its fallback takes is not shared by weight. */
  @Override
  public boolean tries(Ask ask, int region) {
    return ask instanceof Ask.Ruled ruled
        && ruled.regions().contains(region)
        && among.tries(Ask.nothing(), region);
  }

  @Override
  public Optional<String> remark(int region, Deciding deciding) {
    return among.remark(region, deciding);
  }

  @Override
  public Place choose(Ask ask, Deciding deciding) {
    var ruled = (Ask.Ruled) ask;
    var chosen = chooseAmong(ruled.regions(), deciding);
    return chosen != null || ruled.strict()
        ? chosen
        : Nearest.choose(deciding, deciding.allPlaces());
  }

  @Override
  public Collection<String> inputPaths() {
    var paths = new TreeSet<String>();
    for (var rule : rules) {
      paths.addAll(rule.match().inputPaths());
      if (rule.where() instanceof Where.FromInput template) {
        paths.add(template.path());
      }
    }
    return paths;
  }

  private Place chooseAmong(RegionSet named, Deciding deciding) {
    if (among instanceof Weighted weighted) {
      return weighted.choose(deciding, named);
    }
    if (among instanceof Failover failover) {
      return failover.choose(deciding, named);
    }
    return Nearest.choose(deciding, named);
  }

  private Ask apply(Rule rule, int number, Request request) {
    if (rule.where() instanceof Where.Fixed fixed) {
      return new Ask.Ruled(number, fixed.regions(), rule.strict(), rule.capabilities());
    }
    var path = ((Where.FromInput) rule.where()).path();
    var value = request.input().at(path);
    int index = value instanceof Value.Text text ? regions.indexOf(text.text()) : -1;
    if (index < 0) {
      return new Ask.Refused(
          new Refusal(
              Reason.UNKNOWN_REGION,
              "$input."
                  + path
                  + " of affinity rule "
                  + number
                  + " gives no defined region (R8); name one of the configured regions there"));
    }
    return new Ask.Ruled(
        number, RegionSet.of(regions.size(), index), rule.strict(), rule.capabilities());
  }
}
