package dev.parallax.core.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Figures {
  private Figures() {}

  /** At most three decimals, none that say nothing, the same in every locale. */
  static String figure(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static String counted(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
