package dev.parallax.cli.drills;

import dev.parallax.cli.console.CommandFailure;

/**
 * How much a drill sends.
 *
 * @param executions how many in all, at least 1
 * @param inFlight how many may wait for their outcomes at once, at least 1
 */
public record Load(int executions, int inFlight) {
  /** Checks the ranges. */
  public Load {
    requireAtLeastOne("--executions", executions);
    requireAtLeastOne("--in-flight", inFlight);
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw CommandFailure.usage(option + " must be 1 or more, not " + value);
    }
  }
}
