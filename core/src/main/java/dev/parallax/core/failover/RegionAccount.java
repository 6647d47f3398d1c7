package dev.parallax.core.failover;

import dev.parallax.core.health.RegionReport;

/**
 * All that is told of a region.
 *
 * @param report its health
 * @param role what it has to do
 */
public record RegionAccount(RegionReport report, Role role) {
  /** Whether it is worth telling after {@code told} (H7). */
  boolean dueAfter(RegionAccount told) {
    return !role.equals(told.role) || report.dueAfter(told.report);
  }

  /** When its health or its serving mode last changed. */
  public long since() {
    return Math.max(report.since(), role.since());
  }
}
