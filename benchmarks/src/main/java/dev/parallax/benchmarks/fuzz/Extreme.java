package dev.parallax.benchmarks.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Values that the schema allows and nobody expects. */
final class Extreme {
  private static final long[] LONGS = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    Long.MAX_VALUE,
    Long.MAX_VALUE - 1,
    -1,
    0,
    1L << 32,
    253402300800000L
  };
  private static final int[] INTEGERS = {
    Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1 << 16, 1_000_000_000
  };
  private static final double[] FRACTIONS = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MAX_VALUE,
    -0.0,
    -1,
    1e18,
    1.0000001
  };
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\n\r\t",
          "..",
          "/",
          "*",
          "$input.a",
          "%s%n%d",
          "{}",
          "null",
          "NaN",
          "-0",
          "\uFFFD\u202E\uFEFF",
          "\uD83D\uDE00".repeat(20),
          "e\u0301".repeat(50),
          "999999999999999999999999999999999999999",
          "1.999999999999.0",
          "parallax-requests-0-1");
  private static final List<String> JSON =
      List.of(
          "{\"a\":1,\"a\":2}",
          "{\"dataResidency\":\"eu\",\"dataResidency\":\"us\"}",
          "{\"dataResidency\":{\"dataResidency\":{}}}",
          "1e999999999",
          "-1e-999999999",
          "{\"score\":1e400,\"label\":1E+2147483648}",
          "{\"a\":\"\\ud800\"}",
          "{\"a\":",
          "[1,]",
          "nul",
          "{\"\":{\"\":{\"\":0}}}",
          "\"\\u0000\"",
          "  ",
          "0x10",
          "{\"preferredRegion\":[[\"eu-west-1\"]]}");

  private final SplittableRandom random;

  Extreme(SplittableRandom random) {
    this.random = random;
  }

  long number() {
    return LONGS[random.nextInt(LONGS.length)];
  }

  int integer() {
    return INTEGERS[random.nextInt(INTEGERS.length)];
  }

  double fraction() {
    return FRACTIONS[random.nextInt(FRACTIONS.length)];
  }

  String text(String field) {
    boolean json = field.equals("input") || field.equals("value");
    if (random.nextInt(25) == 0) {
      return json ? giantJson() : "x".repeat(length());
    }
    return json && random.nextInt(3) > 0
        ? JSON.get(random.nextInt(JSON.size()))
        : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /** Of lists and maps: mostly none, at times far too many. */
  int entries() {
    return random.nextInt(20) == 0 ? 3_000 : random.nextInt(3) == 0 ? 100 : 0;
  }

  private int length() {
    return random.nextInt(20) == 0 ? 2_500_000 : 1 << random.nextInt(18);
  }

  private String giantJson() {
    int length = length();
    return switch (random.nextInt(6)) {
      case 0 -> "[".repeat(length / 4);
      case 1 -> "[".repeat(length / 8) + "]".repeat(length / 8);
      case 2 -> "{\"a\":".repeat(length / 16) + "1" + "}".repeat(length / 16);
      case 3 -> "9".repeat(length);
      case 4 -> "0." + "1".repeat(length) + "e-5";
      default -> "\"" + "y".repeat(length) + "\"";
    };
  }
}
