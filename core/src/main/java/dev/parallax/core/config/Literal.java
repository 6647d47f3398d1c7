package dev.parallax.core.config;

import java.math.BigDecimal;

/** A scalar of the document that a rule compares with a JSON value (R8). */
public sealed interface Literal {
  /** A string. */
  record Text(String text) implements Literal {}

  /** A number. */
  record Num(BigDecimal number) implements Literal {}

  /** True or false. */
  record Bool(boolean value) implements Literal {}

  /** Null. */
  record Null() implements Literal {}
}
