package dev.parallax.runtime.mapping;

import java.util.Collection;

/**
 * How much a state record may say. Decisions and tasks repeat it: without bounds one record could
 * make them too large to be written, at every start again.
 */
final class Bounds {
  /** Most agents of one execution. */
  static final int MAX_AGENTS = 256;

  private static final int MAX_CHARS = 256;
  private static final int MAX_NAMES = 256;

  private Bounds() {}

  static void requireShort(String field, String value) {
    if (value != null && value.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          field + " has " + value.length() + " characters, more than " + MAX_CHARS);
    }
  }

  static void requireFew(String field, Collection<String> names) {
    if (names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(
          field + " has " + names.size() + " entries, more than " + MAX_NAMES);
    }
    names.forEach(name -> requireShort(field, name));
  }
}
