package dev.parallax.cli.drills.failover;

import java.util.List;
import java.util.OptionalLong;

/**
 * One failover. Times are the broker's, ms since the epoch.
 *
 * @param how what was done to the region
 * @param from region that failed
 * @param to region that took over
 * @param brokenAt when it was done, this machine's clock
 * @param evidenceAt when the broker took the probe that tipped the verdict
 * @param decidedAt when the broker took the record of the failover
 * @param workedAt when the broker took the first task of a free request that was decided after the
 *     failover, on the topic of the new region; empty if there was none
 * @param moved executions that were asked again in the new region after the old one
 * @param routed free requests that went to the new region at once
 */
record Switch(
    How how,
    String from,
    String to,
    long brokenAt,
    long evidenceAt,
    long decidedAt,
    OptionalLong workedAt,
    long moved,
    long routed) {
  /** What was done to a region. */
  enum How {
    /** Its agents were killed. */
    KILLED,
    /** The links to its health were cut. */
    CUT
  }

  /** From the disruption to the evidence that it takes, ms. */
  long detectionMs() {
    return evidenceAt - brokenAt;
  }

  /** From the evidence to the first task in the new region, ms; empty if there was none. */
  OptionalLong switchMs() {
    return workedAt.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(workedAt.getAsLong() - evidenceAt);
  }

  /** Of the switch: from the evidence to the record of the failover, ms. */
  long decisionMs() {
    return decidedAt - evidenceAt;
  }

  /** The value that this share of the sorted values does not exceed; they are at least one. */
  static long quantile(List<Long> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }
}
