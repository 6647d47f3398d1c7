package dev.parallax.core.health;

/**
 * Time-aware mean of a round trip (H4): the longer ago the last sample, the less the past weighs.
 *
 * @param ms mean round trip in ms, &gt;= 0
 * @param sampledAt when the last sample was taken; weights go by it
 * @param heardAt when the broker received the last sample; whether it counts as measured goes by it
 */
public record Latency(double ms, long sampledAt, long heardAt) {
  /** Time after which a sample's weight has fallen to 1/e. */
  private static final double DECAY_MS = 30_000;

  /** One more sample, with weight {@code 1 - exp(-dt/30s)}. */
  Latency sample(double sampleMs, long at, long appendedAt) {
    double weight = -Math.expm1(-(at - sampledAt) / DECAY_MS);
    return new Latency(ms + weight * (sampleMs - ms), at, Math.max(heardAt, appendedAt));
  }
}
