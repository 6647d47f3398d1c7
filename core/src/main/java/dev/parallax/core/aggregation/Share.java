package dev.parallax.core.aggregation;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A part of a whole, compared exactly: 7 of 10 reaches 0.7.
 *
 * @param part 0 or more
 * @param whole at least the part, more than 0
 */
record Share(BigDecimal part, BigDecimal whole) {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  static Share of(int part, int whole) {
    return new Share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
  }

  boolean reaches(BigDecimal threshold) {
    return part.compareTo(threshold.multiply(whole)) >= 0;
  }

  boolean isMoreThanHalf() {
    return part.compareTo(HALF.multiply(whole)) > 0;
  }

  boolean isWhole() {
    return part.compareTo(whole) == 0;
  }

  /** This share of a figure. */
  BigDecimal of(BigDecimal figure) {
    return part.multiply(figure).divide(whole, MathContext.DECIMAL128);
  }

  /** Rounded to the nearest double. */
  double asDouble() {
    return of(BigDecimal.ONE).doubleValue();
  }

  /** Such as 2 of 3. */
  @Override
  public String toString() {
    return plain(part) + " of " + plain(whole);
  }

  static String plain(BigDecimal figure) {
    return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
  }
}
