package dev.parallax.core.fleet;

/**
 * Weighted rendezvous hashing (R10, R12). Of several parties with weights w, the one with the least
 * {@code exponential(hash) / w} wins: with hashes that behave as random ones, each wins in
 * proportion to its weight, and changing one party moves only what that party gains or loses.
 *
 * <p>Every result is the same on every JVM: whole numbers, and of floating point only the four
 * basic operations, which Java defines exactly. {@link Math#log} may differ in its last bit between
 * machines and between interpreted and compiled code; {@link StrictMath#log} fills a table once.
 */
public final class Rendezvous {
  private static final long MULTIPLIER = 0x9FB21C651E98DF25L;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int TABLE_BITS = 7;
  private static final double LN_2 = StrictMath.log(2);
  private static final double[] LN = new double[1 << TABLE_BITS];
  private static final double[] INVERSE = new double[1 << TABLE_BITS];

  static {
    for (int i = 0; i < LN.length; i++) {
      double centre = 1 + (i + 0.5) / LN.length;
      LN[i] = StrictMath.log(centre);
      INVERSE[i] = 1 / centre;
    }
  }

  private Rendezvous() {}

  /**
   * A 64-bit hash of a text: its UTF-16 units four at a time, each step a bijection (xor, odd
   * multiplication, xor-shift), then {@link #mix}. Not meant to withstand chosen collisions.
   */
  public static long hash(String text) {
    int length = text.length();
    long hash = length * GOLDEN;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      long word =
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48;
      hash = step(hash, word);
    }
    for (; i < length; i++) {
      hash = step(hash, text.charAt(i));
    }
    return mix(hash);
  }

  /** The hash that decides between the parties of {@code seed} for the party {@code party}. */
  public static long hash(long seed, long party) {
    return mix(seed + party * GOLDEN);
  }

  /** The finaliser of SplitMix64 (Stafford's variant 13): a bijection, every bit depends on all. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number made of a hash, 0 or more and below 1, each as likely as any other. */
  public static double unit(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  /**
   * An exponentially distributed number made of a hash: -ln(u), u = (its upper 53 bits + 1/2) /
   * 2^53. With u = m x 2^e, 1 <= m < 2, ln(m) is looked up at the nearest of 128 points and
   * corrected by four terms of the series of ln(1 + r), |r| <= 1/256; the error is below 1e-12.
   */
  public static double exponential(long hash) {
    double doubled = (double) ((hash >>> 11 << 1) | 1);
    long bits = Double.doubleToRawLongBits(doubled);
    int exponent = (int) (bits >>> 52) - 1023;
    int index = (int) (bits >>> (52 - TABLE_BITS)) & (LN.length - 1);
    double mantissa = Double.longBitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
    double r = mantissa * INVERSE[index] - 1;
    double ln = LN[index] + r * (1 + r * (-1.0 / 2 + r * (1.0 / 3 + r * (-1.0 / 4))));
    return (54 - exponent) * LN_2 - ln;
  }

  private static long step(long hash, long word) {
    long next = (hash ^ word) * MULTIPLIER;
    return next ^ (next >>> 29);
  }
}
