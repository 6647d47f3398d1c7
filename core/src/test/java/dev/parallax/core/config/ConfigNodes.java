package dev.parallax.core.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Documents made of maps, lists and scalars, for tests. */
public final class ConfigNodes {
  private ConfigNodes() {}

  /**
   * The document that the value means; every line is 0.
   *
   * @param value a map with text keys, a list, a text, a number, a boolean or null
   * @throws IllegalArgumentException if it is anything else
   */
  public static ConfigNode of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new ConfigNode.Mapping(
          map.entrySet().stream()
              .map(e -> new ConfigNode.Entry(e.getKey().toString(), 0, of(e.getValue())))
              .toList(),
          0);
    }
    if (value instanceof List<?> list) {
      return new ConfigNode.Sequence(list.stream().map(ConfigNodes::of).toList(), 0);
    }
    return new ConfigNode.Scalar(String.valueOf(value), literal(value), 0);
  }

  /** The configuration that the value means, whatever this release supports. */
  public static ParallaxConfig config(Object value) {
    var result = ConfigReader.readUngated(of(value));
    if (result instanceof ConfigResult.Valid valid) {
      return valid.config();
    }
    throw new IllegalArgumentException(result.toString());
  }

  private static Literal literal(Object value) {
    if (value == null) {
      return new Literal.Null();
    }
    if (value instanceof String text) {
      return new Literal.Text(text);
    }
    if (value instanceof Boolean bool) {
      return new Literal.Bool(bool);
    }
    if (value instanceof Number number) {
      return new Literal.Num(new BigDecimal(number.toString()));
    }
    throw new IllegalArgumentException("no scalar: " + value);
  }
}
