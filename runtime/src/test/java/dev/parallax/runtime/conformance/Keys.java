package dev.parallax.runtime.conformance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of one map of a case. A key that nothing asked for is an error: a case with a misspelt
 * expectation would else hold whatever is decided.
 */
final class Keys {
  private final String what;
  private final Map<String, Object> values;
  private final Set<String> unread;

  private Keys(String what, Map<String, Object> values) {
    this.what = what;
    this.values = values;
    this.unread = new LinkedHashSet<>(values.keySet());
  }

  /** Reads the map whole. */
  static <T> T read(String what, Object map, Function<Keys, T> reader) {
    var keys = new Keys(what, map == null ? Map.of() : mapOf(map));
    var result = reader.apply(keys);
    if (!keys.unread.isEmpty()) {
      throw new IllegalArgumentException(what + " has unknown keys: " + keys.unread);
    }
    return result;
  }

  static Map<String, Object> mapOf(Object map) {
    var result = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) map).forEach((key, value) -> result.put(key.toString(), value));
    return result;
  }

  static List<?> listOf(Object list) {
    return (List<?>) list;
  }

  Optional<Object> find(String key) {
    unread.remove(key);
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return find(key).map(Object::toString);
  }

  String requiredText(String key) {
    return text(key).orElseThrow(() -> new IllegalArgumentException(what + " needs " + key));
  }

  Optional<Double> number(String key) {
    return find(key).map(value -> ((BigDecimal) value).doubleValue());
  }

  Optional<Integer> count(String key) {
    return find(key).map(value -> ((BigDecimal) value).intValueExact());
  }

  boolean flag(String key, boolean unless) {
    return find(key).map(value -> (boolean) value).orElse(unless);
  }

  /** A list of texts, or one text; empty if absent. */
  List<String> texts(String key) {
    var value = find(key).orElse(List.of());
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }

  Map<String, Object> map(String key) {
    return find(key).map(Keys::mapOf).orElse(Map.of());
  }

  Map<String, Double> numbers(String key) {
    return map(key).entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> ((BigDecimal) e.getValue()).doubleValue()));
  }
}
