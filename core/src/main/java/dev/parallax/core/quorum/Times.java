package dev.parallax.core.quorum;

/**
 * The times of an agreement, in ms. None of them decides what is agreed.
 *
 * @param refresh after how long a region publishes its ballot even if nothing changed; at least 1
 * @param lease how long a region holds a leader to live after it heard of it, and gives nobody else
 *     its vote; at least four refreshes
 * @param stagger by how much longer each region waits than the one before it in the order before it
 *     asks for votes; not negative
 */
public record Times(long refresh, long lease, long stagger) {
  private static final int FRESH_REFRESHES = 3;

  /** Refreshes once a second, a lease of five seconds, a second between the regions. */
  public static final Times DEFAULT = new Times(1_000, 5_000, 1_000);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Times {
    if (refresh < 1 || stagger < 0 || lease < 4 * refresh) {
      throw new IllegalArgumentException(
          "the refresh must be positive, the lease at least four refreshes, the stagger not"
              + " negative: "
              + refresh
              + ", "
              + lease
              + ", "
              + stagger);
    }
  }

  /** How long a ballot is fresh after it was received. */
  public long freshness() {
    return FRESH_REFRESHES * refresh;
  }

  /**
   * How long a leader's own lease holds after it sent what a majority heard: shorter than the
   * others', so that it stops first even if its clock is a fifth slower.
   */
  public long leaderLease() {
    return lease * 4 / 5;
  }

  /** How long the region of this rank waits after the lease. */
  long wait(int rank) {
    return rank * stagger;
  }
}
