package dev.parallax.runtime.conformance;

import dev.parallax.core.routing.Input;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The request of a case.
 *
 * @param request with an input of the values at the wanted paths
 */
record RequestDocument(Request request) {

  static RequestDocument read(Object document, Set<String> paths) {
    return Keys.read("request", document, keys -> new RequestDocument(request(keys, paths)));
  }

  /** The same under another id. */
  Request withId(String id) {
    return new Request(
        id,
        request.pattern(),
        request.patternVersion(),
        request.capabilities(),
        request.input(),
        request.origin(),
        request.priority(),
        request.metadata(),
        request.attempt(),
        request.excludedAgents());
  }

  private static Request request(Keys keys, Set<String> paths) {
    var input = keys.find("input");
    var metadata =
        keys.map("metadata").entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    return new Request(
        keys.requiredText("id"),
        keys.text("pattern"),
        keys.text("patternVersion"),
        Set.copyOf(keys.texts("capabilities")),
        Input.of(values(input, paths)),
        keys.text("origin"),
        keys.text("priority"),
        metadata,
        1,
        Set.of());
  }

  private static Map<String, Value> values(Optional<Object> input, Set<String> paths) {
    var values = new HashMap<String, Value>();
    for (var path : paths) {
      var found = at(input.orElse(null), path);
      if (!(found instanceof Value.Absent)) {
        values.put(path, found);
      }
    }
    return values;
  }

  private static Value at(Object input, String path) {
    var here = input;
    for (var step : path.split("\\.", -1)) {
      if (!(here instanceof Map<?, ?> map) || !map.containsKey(step)) {
        return new Value.Absent();
      }
      here = map.get(step);
    }
    return value(here);
  }

  private static Value value(Object plain) {
    if (plain == null) {
      return new Value.Null();
    }
    if (plain instanceof Map<?, ?> map) {
      return new Value.Composite(map.isEmpty());
    }
    if (plain instanceof List<?> list) {
      return new Value.Composite(list.isEmpty());
    }
    if (plain instanceof Boolean bool) {
      return new Value.Bool(bool);
    }
    return plain instanceof BigDecimal number
        ? new Value.Num(number)
        : new Value.Text(plain.toString());
  }
}
