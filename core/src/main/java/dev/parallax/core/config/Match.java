package dev.parallax.core.config;

import java.util.List;
import java.util.Optional;

/**
 * When a rule applies: all of its conditions hold; without conditions, always (R8).
 *
 * @param conditions in the order of the document
 */
public record Match(List<Condition> conditions) {
  /** Copies the conditions. */
  public Match {
    conditions = List.copyOf(conditions);
  }

  /**
   * One key of a match.
   *
   * @param key {@code input.a.b}, {@code metadata.x}, {@code pattern}, {@code priority} or {@code
   *     originRegion}
   * @param values what it must be one of; absent means present and not empty ({@code "*"})
   */
  public record Condition(String key, Optional<List<Literal>> values) {
    /** Copies the values. */
    public Condition {
      values = values.map(List::copyOf);
    }
  }
}
