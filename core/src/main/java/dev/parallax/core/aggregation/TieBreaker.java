package dev.parallax.core.aggregation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who wins of camps that are equally strong (X3). */
enum TieBreaker {
  /** Nobody: no winner. */
  NONE {
    @Override
    Optional<Camp> winner(List<Camp> tied) {
      return tied.size() == 1 ? Optional.of(tied.get(0)) : Optional.empty();
    }
  },
  /** The camp of the smallest agent id. */
  FIRST {
    @Override
    Optional<Camp> winner(List<Camp> tied) {
      return tied.stream().min(Comparator.comparing(Camp::firstAgent));
    }
  },
  /** The camp with the highest mean confidence; of several, that of the smallest agent id. */
  HIGHEST_CONFIDENCE {
    @Override
    Optional<Camp> winner(List<Camp> tied) {
      return tied.stream()
          .max(
              Comparator.comparing(Camp::meanConfidence)
                  .thenComparing(Comparator.comparing(Camp::firstAgent).reversed()));
    }
  };

  /**
   * @param tied at least one
   */
  abstract Optional<Camp> winner(List<Camp> tied);
}
