package dev.parallax.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Closed choices by their spelling, in the order in which messages list them. */
final class Words {
  private Words() {}

  static <T> Map<String, T> of(String first, T one, String second, T two) {
    var words = new LinkedHashMap<String, T>();
    words.put(first, one);
    words.put(second, two);
    return Collections.unmodifiableMap(words);
  }

  static <T> Map<String, T> of(String first, T one, String second, T two, String third, T three) {
    var words = new LinkedHashMap<>(of(first, one, second, two));
    words.put(third, three);
    return Collections.unmodifiableMap(words);
  }

  /** The spelling of a choice. */
  static <T> String spell(Map<String, T> words, T choice) {
    return words.entrySet().stream()
        .filter(word -> Objects.equals(word.getValue(), choice))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
