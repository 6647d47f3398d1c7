package dev.parallax.core.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A whole JSON value. Two are equal if they mean the same (X3): the order of keys does not count,
 * 1, 1.0 and 1e0 are one number of any size and precision, and texts are the same UTF-16 units
 * without any normalisation. The order of a list counts, and so does the kind: "7" is not 7.
 * Immutable.
 */
public sealed interface Json {
  /** JSON null. */
  record Null() implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /**
   * A number.
   *
   * @param number without trailing zeros, so that equal numbers are equal objects
   */
  record Num(BigDecimal number) implements Json {
    /** Drops trailing zeros. */
    public Num {
      number = number.stripTrailingZeros();
    }

    /** The number that this text spells, as {@link BigDecimal#BigDecimal(String)} reads it. */
    public static Num of(String text) {
      return new Num(new BigDecimal(text));
    }
  }

  /**
   * A string.
   *
   * @param text as it is
   */
  record Text(String text) implements Json {
    /** Refuses null. */
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A list.
   *
   * @param items in order
   */
  record Items(List<Json> items) implements Json {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An object.
   *
   * @param members by key, sorted by UTF-16 units
   */
  record Members(Map<String, Json> members) implements Json {
    /** Copies the map. */
    public Members {
      var sorted = new TreeMap<>(members);
      sorted.values().forEach(value -> Objects.requireNonNull(value, "a member's value"));
      members = Collections.unmodifiableMap(sorted);
    }
  }

  /**
   * The one spelling of this value: equal values have equal texts, different ones different texts.
   * Keys are sorted, nothing is spaced, texts are escaped where they must be, and numbers are
   * written without exponent from 0.000001 up to 21 digits.
   */
  default String canonical() {
    var out = new StringBuilder();
    CanonicalJson.write(this, out);
    return out.toString();
  }
}
