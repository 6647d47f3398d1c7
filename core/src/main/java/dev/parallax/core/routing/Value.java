package dev.parallax.core.routing;

import java.math.BigDecimal;

/** A JSON value as far as routing compares it (R8). */
public sealed interface Value {
  /** A string. */
  record Text(String text) implements Value {}

  /** A number; 1 and 1.0 are equal. */
  record Num(BigDecimal number) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Num num && number.compareTo(num.number) == 0;
    }

    @Override
    public int hashCode() {
      // Equal numbers of any scale give the same double.
      return Double.hashCode(number.doubleValue());
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Value {}

  /** JSON null. */
  record Null() implements Value {}

  /** Nothing. */
  record Absent() implements Value {}

  /** An object or an array; it is compared with nothing, but may be empty. */
  record Composite(boolean empty) implements Value {}

  /** Present and not empty: not null, "", [] or {} (R8, {@code "*"}). */
  default boolean isPresent() {
    if (this instanceof Text text) {
      return !text.text().isEmpty();
    }
    if (this instanceof Composite composite) {
      return !composite.empty();
    }
    return !(this instanceof Null || this instanceof Absent);
  }
}
