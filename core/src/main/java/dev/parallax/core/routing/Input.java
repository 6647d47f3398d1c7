package dev.parallax.core.routing;

import java.util.Map;

/**
 * What routing may see of a request's input: the values at the paths of {@link Router#inputPaths()}
 * and {@link dev.parallax.core.fleet.Fleet#inputPaths()}.
 *
 * @param values by path, {@code a.b} for {@code input.a.b}
 */
public record Input(Map<String, Value> values) {
  /** An input without any of the values that are read. */
  public static final Input NONE = new Input(Map.of());

  private static final Value ABSENT = new Value.Absent();

  /** Copies the map. */
  public Input {
    values = Map.copyOf(values);
  }

  /** What was found at the paths; a path that is not in the map is absent. */
  public static Input of(Map<String, Value> values) {
    return new Input(values);
  }

  /** The value at the path; {@link Value.Absent} if nothing stands there. */
  public Value at(String path) {
    return values.getOrDefault(path, ABSENT);
  }
}
