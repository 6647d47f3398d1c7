package dev.parallax.core.quorum;

import java.util.Objects;
import java.util.Optional;

/**
 * A value that a leader proposes. Of one term and number there is one only.
 *
 * @param term of the leader; at least 1
 * @param number of the value: how many changes were agreed, with this one; at least 1
 * @param value the whole value, not only what changed
 */
public record Proposal<V>(long term, long number, V value) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the term or the number is less than 1
   */
  public Proposal {
    Objects.requireNonNull(value, "value");
    if (term < 1 || number < 1) {
      throw new IllegalArgumentException("term and number start at 1: " + term + ", " + number);
    }
  }

  /** Whether it is the same proposal: of the same term and number. */
  public boolean isSame(Proposal<V> other) {
    return term == other.term && number == other.number;
  }

  /**
   * Whether it is of a higher term, or of the same and has a higher number; or the other is not.
   */
  public boolean isAfter(Optional<Proposal<V>> other) {
    return other.isEmpty()
        || term > other.get().term
        || (term == other.get().term && number > other.get().number);
  }

  Proposal<V> inTerm(long later) {
    return new Proposal<>(later, number, value);
  }
}
