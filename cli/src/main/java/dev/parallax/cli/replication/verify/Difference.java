package dev.parallax.cli.replication.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;

/**
 * Something in which a copy is not what it must be.
 *
 * @param kind how it differs
 * @param where the key, or partition and number of the record
 */
public record Difference(Kind kind, String where) {

  /** How a copy differs. */
  public enum Kind {
    /** It is in the source only. */
    MISSING("is not in the copy"),
    /** It is in the copy only. */
    SURPLUS("is in the copy only"),
    /** Both have it with different values. */
    OTHER_VALUE("has another value in the copy"),
    /** It should never have left its region. */
    EXCLUDED("is excluded, and yet there"),
    /** It is excluded, and its copy of before stays: a tighter list takes nothing back (P1). */
    STAYS("is excluded; what was copied of it stays"),
    /** There is no copy of the topic at all. */
    NO_COPY("has no copy");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** Whether something is not as it must be. */
  boolean isFault() {
    return kind != Kind.STAYS;
  }

  @Override
  public String toString() {
    return where + " " + kind.words;
  }

  ObjectNode json() {
    return Json.object().put("kind", kind.name()).put("where", where).put("fault", isFault());
  }
}
