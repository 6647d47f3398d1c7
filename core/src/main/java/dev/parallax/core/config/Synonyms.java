package dev.parallax.core.config;

import java.util.List;
import java.util.Optional;

/** Several spellings of one thing (C1): they may stand together only if they say the same (C3). */
final class Synonyms {
  private Synonyms() {}

  /** What the first that is present states; a later one that states something else is a fault. */
  static <T> Optional<Stated<T>> agree(List<Optional<Stated<T>>> spellings) {
    var present = spellings.stream().flatMap(Optional::stream).toList();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    var first = present.get(0);
    for (var other : present.subList(1, present.size())) {
      if (!other.value().equals(first.value())) {
        other
            .at()
            .refuse(
                "C1",
                "contradicts "
                    + first.at().path()
                    + " in line "
                    + first.at().line()
                    + ", which means the same: keep one of them");
      }
    }
    return Optional.of(first);
  }
}
