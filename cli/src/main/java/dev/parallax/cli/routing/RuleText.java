package dev.parallax.cli.routing;

import dev.parallax.cli.console.Json;
import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Strategy.Where;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of rules in words. */
final class RuleText {
  static final String NOTHING = "-";

  /** What can be no other value than a text. */
  private static final Pattern PLAIN = Pattern.compile("(?!(true|false|null)$)[\\p{L}_][^\\s,\"]*");

  private RuleText() {}

  static String match(Match match) {
    return match.conditions().isEmpty()
        ? "everything"
        : match.conditions().stream().map(RuleText::condition).collect(Collectors.joining(" and "));
  }

  static String where(Where where) {
    if (where instanceof Where.Listed listed) {
      return String.join(", ", listed.regions());
    }
    return where instanceof Where.FromInput input ? "$input." + input.path() : "any";
  }

  /** In the order of the alphabet, as it decides nothing. */
  static String capabilities(Collection<String> capabilities) {
    return capabilities.isEmpty() ? NOTHING : String.join(", ", new TreeSet<>(capabilities));
  }

  private static String condition(Match.Condition condition) {
    return condition.key() + condition.values().map(RuleText::values).orElse(" present");
  }

  private static String values(List<Literal> values) {
    var listed = values.stream().map(RuleText::value).collect(Collectors.joining(", "));
    return values.size() == 1 ? " = " + listed : " in [" + listed + "]";
  }

  private static String value(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return PLAIN.matcher(text.text()).matches()
          ? text.text()
          : Json.compact(Json.tree(text.text()));
    }
    if (literal instanceof Literal.Num num) {
      return num.number().toString();
    }
    return literal instanceof Literal.Bool bool ? String.valueOf(bool.value()) : "null";
  }
}
