package dev.parallax.cli.check;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.events.ExecutionRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * R5 and R8 as they are written, for a request that is looked at once: which regions its residency
 * leaves.
 *
 * @param rules of the configuration
 */
record PlainResidency(Residency rules) {
  private static final String INPUT = "input.";
  private static final String METADATA = "metadata.";

  /**
   * The regions that it is bound to; absent if it is free.
   *
   * @param origin its origin region (R2)
   */
  Optional<Set<String>> of(ExecutionRequest request, Object input, String origin) {
    if (isAmbiguous(input)) {
      return Optional.of(Set.of());
    }
    for (var rule : rules.rules()) {
      if (rule.match().conditions().stream()
          .allMatch(condition -> holds(condition, request, input, origin))) {
        return Optional.of(Set.copyOf(rule.regions()));
      }
    }
    return rules.refuseUnmatched() ? Optional.of(Set.of()) : Optional.empty();
  }

  /** A name that stands twice where a rule reads makes the request an invalid one. */
  private boolean isAmbiguous(Object input) {
    return rules.rules().stream()
        .flatMap(rule -> rule.match().conditions().stream())
        .map(Match.Condition::key)
        .filter(key -> key.startsWith(INPUT))
        .map(key -> PlainJson.reach(input, key.substring(INPUT.length())))
        .anyMatch(PlainJson.Reached.Ambiguous.class::isInstance);
  }

  private static boolean holds(
      Match.Condition condition, ExecutionRequest request, Object input, String origin) {
    var found = found(condition.key(), request, input, origin);
    if (found.isEmpty()) {
      return false;
    }
    var value = found.get();
    return condition
        .values()
        .map(values -> isOneOf(value, values))
        .orElseGet(() -> PlainJson.isFilled(value));
  }

  private static Optional<Object> found(
      String key, ExecutionRequest request, Object input, String origin) {
    if (key.startsWith(INPUT)) {
      return PlainJson.reach(input, key.substring(INPUT.length()))
              instanceof PlainJson.Reached.Value reached
          ? Optional.of(reached.value())
          : Optional.empty();
    }
    if (key.startsWith(METADATA)) {
      return Optional.ofNullable(request.getMetadata().get(key.substring(METADATA.length())));
    }
    return Optional.ofNullable(
        switch (key) {
          case "pattern" -> request.getPattern();
          case "priority" -> request.getPriority();
          default -> origin;
        });
  }

  private static boolean isOneOf(Object value, List<Literal> literals) {
    return literals.stream().anyMatch(literal -> isSame(value, literal));
  }

  private static boolean isSame(Object value, Literal literal) {
    if (literal instanceof Literal.Text text) {
      return value.equals(text.text());
    }
    if (literal instanceof Literal.Num num) {
      return value instanceof BigDecimal number && number.compareTo(num.number()) == 0;
    }
    if (literal instanceof Literal.Bool bool) {
      return value.equals(bool.value());
    }
    return value == PlainJson.NULL;
  }
}
