package dev.parallax.core.routing;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request in the making, for tests. */
final class Wanted {
  private final String id;
  private final Set<String> capabilities = new HashSet<>();
  private final Map<String, Value> input = new HashMap<>();
  private final Map<String, String> metadata = new HashMap<>();
  private Optional<String> pattern = Optional.empty();
  private Optional<String> version = Optional.empty();
  private Optional<String> origin = Optional.empty();
  private Optional<String> priority = Optional.empty();
  private int attempt = 1;
  private Set<String> excluded = Set.of();

  private Wanted(String id) {
    this.id = id;
  }

  static Wanted request(String id) {
    return new Wanted(id);
  }

  Wanted from(String region) {
    origin = Optional.of(region);
    return this;
  }

  Wanted pattern(String name) {
    pattern = Optional.of(name);
    return this;
  }

  Wanted version(String text) {
    version = Optional.of(text);
    return this;
  }

  Wanted needs(String... names) {
    capabilities.addAll(List.of(names));
    return this;
  }

  Wanted input(String path, Object value) {
    input.put(path, value(value));
    return this;
  }

  Wanted metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  Wanted priority(String text) {
    priority = Optional.of(text);
    return this;
  }

  Wanted attempt(int number, String... excludedAgents) {
    attempt = number;
    excluded = Set.copyOf(List.of(excludedAgents));
    return this;
  }

  Request build() {
    return new Request(
        id,
        pattern,
        version,
        capabilities,
        Input.of(input),
        origin,
        priority,
        metadata,
        attempt,
        excluded);
  }

  private static Value value(Object value) {
    if (value instanceof Value given) {
      return given;
    }
    if (value instanceof String text) {
      return new Value.Text(text);
    }
    if (value instanceof Boolean bool) {
      return new Value.Bool(bool);
    }
    return new Value.Num(new BigDecimal(value.toString()));
  }
}
