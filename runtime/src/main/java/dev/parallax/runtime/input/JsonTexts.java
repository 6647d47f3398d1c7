package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Parsers for JSON texts of strangers. */
final class JsonTexts {
  private JsonTexts() {}

  /**
   * @param maxDepth nesting at which a parser gives up: its memory grows with the depth
   */
  static JsonFactory parsers(int maxDepth) {
    return JsonFactory.builder()
        // A table of names would grow with hostile ones, and refuse names for what came before.
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                // The record's size bounds these; numbers are bounded where one is made.
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .build();
  }
}
