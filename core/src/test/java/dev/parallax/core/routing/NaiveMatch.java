package dev.parallax.core.routing;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import java.util.Optional;

/** R8's matching, told anew from its words. */
final class NaiveMatch {
  private NaiveMatch() {}

  /** Whether all conditions hold; an empty match always does. */
  static boolean holds(Match match, Request request) {
    for (var condition : match.conditions()) {
      var value = valueAt(condition.key(), request);
      boolean holds =
          condition.values().isPresent()
              ? condition.values().get().stream().anyMatch(literal -> same(literal, value))
              : isPresent(value);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static Value valueAt(String key, Request request) {
    if (key.startsWith("input.")) {
      var value = request.input().values().get(key.substring(6));
      return value == null ? new Value.Absent() : value;
    }
    Optional<String> text =
        switch (key) {
          case "pattern" -> request.pattern();
          case "priority" -> request.priority();
          case "originRegion" -> request.origin();
          default -> Optional.ofNullable(request.metadata().get(key.substring(9)));
        };
    return text.isPresent() ? new Value.Text(text.get()) : new Value.Absent();
  }

  /** By JSON value: "1" is not 1, 1 is 1.0. */
  private static boolean same(Literal literal, Value value) {
    if (literal instanceof Literal.Text text) {
      return value instanceof Value.Text other && text.text().equals(other.text());
    }
    if (literal instanceof Literal.Num number) {
      return value instanceof Value.Num other && number.number().compareTo(other.number()) == 0;
    }
    if (literal instanceof Literal.Bool bool) {
      return value instanceof Value.Bool other && bool.value() == other.value();
    }
    return value instanceof Value.Null;
  }

  /** Not absent, null, "", [] or {}. */
  static boolean isPresent(Value value) {
    boolean empty =
        value instanceof Value.Absent
            || value instanceof Value.Null
            || (value instanceof Value.Text text && text.text().isEmpty())
            || (value instanceof Value.Composite composite && composite.empty());
    return !empty;
  }
}
