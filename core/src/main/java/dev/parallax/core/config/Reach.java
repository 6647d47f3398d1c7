package dev.parallax.core.config;

import dev.parallax.core.config.Match.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds rules that an earlier rule leaves nothing to (C3): whatever they match, that one matches.
 * What several earlier rules take between them is not looked for. Rules are counted from 1.
 */
final class Reach {
  private final String law;
  private final List<Optional<Match>> rules = new ArrayList<>();

  /**
   * @param law the number of the rule by which the first match wins
   */
  Reach(String law) {
    this.law = law;
  }

  /** Whether a rule so far takes everything. */
  boolean isExhausted() {
    return rules.stream().flatMap(Optional::stream).anyMatch(rule -> rule.conditions().isEmpty());
  }

  /** Takes the next rule, whose match is absent if it is faulty; a fault if it is never reached. */
  void check(Cursor at, Optional<Match> match) {
    match.ifPresent(read -> checkAgainstEarlier(at, read));
    rules.add(match);
  }

  private void checkAgainstEarlier(Cursor at, Match match) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).filter(earlier -> takesAll(earlier, match)).isPresent()) {
        at.say(
            law,
            "rule %d is never reached: rule %d before it matches %s; change their order, or remove one"
                .formatted(rules.size() + 1, i + 1, what(rules.get(i).get(), match)));
        return;
      }
    }
  }

  private static String what(Match earlier, Match match) {
    if (earlier.conditions().isEmpty()) {
      return "everything";
    }
    return takesAll(match, earlier) ? "the same" : "all that it does";
  }

  /** Each condition of the earlier rule is met by what meets one of the later. */
  private static boolean takesAll(Match earlier, Match later) {
    return earlier.conditions().stream()
        .allMatch(
            condition ->
                later.conditions().stream().anyMatch(other -> isImplied(condition, other)));
  }

  private static boolean isImplied(Condition condition, Condition by) {
    if (!condition.key().equals(by.key())) {
      return false;
    }
    if (condition.values().isEmpty()) {
      return by.values().isEmpty() || by.values().get().stream().noneMatch(Reach::isEmpty);
    }
    return by.values().isPresent() && condition.values().get().containsAll(by.values().get());
  }

  /** What {@code "*"} does not match (R8). */
  private static boolean isEmpty(Literal value) {
    return value instanceof Literal.Null || value.equals(new Literal.Text(""));
  }
}
