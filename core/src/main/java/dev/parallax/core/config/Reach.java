package dev.parallax.core.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds rules that an earlier rule leaves nothing to (C3). Rules are counted from 1. */
final class Reach {
  private final String law;
  private final Map<Set<Match.Condition>, Integer> earlier = new HashMap<>();
  private int rules;

  /**
   * @param law the number of the rule by which the first match wins
   */
  Reach(String law) {
    this.law = law;
  }

  /** Whether a rule so far takes everything. */
  boolean isExhausted() {
    return earlier.containsKey(Set.of());
  }

  /** Takes the next rule; a fault if it can never be reached. */
  void check(Cursor at, Match match) {
    rules++;
    var conditions = Set.copyOf(match.conditions());
    if (isExhausted()) {
      say(at, earlier.get(Set.of()), "everything");
    } else if (earlier.containsKey(conditions)) {
      say(at, earlier.get(conditions), "the same");
    }
    earlier.putIfAbsent(conditions, rules);
  }

  private void say(Cursor at, int before, String what) {
    at.say(
        law,
        "rule "
            + rules
            + " is never reached: rule "
            + before
            + " matches "
            + what
            + " before it; change their order, or remove one");
  }
}
