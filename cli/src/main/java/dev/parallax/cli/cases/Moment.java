package dev.parallax.cli.cases;

import dev.parallax.core.failover.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a timeline. What it says of probes, agents and traffic holds from then on.
 *
 * @param at time from the start, in ms
 * @param probes what is found of a region, by observer
 * @param silent regions whose own prober stops
 * @param observing regions whose own prober starts again
 * @param agents of regions
 * @param traffic of regions, per second
 * @param command that is given once; absent if none is
 * @param expectation what must hold after all that happens at that time; absent if nothing is asked
 */
record Moment(
    long at,
    Map<String, Map<String, Outlook>> probes,
    List<String> silent,
    List<String> observing,
    Map<String, Integer> agents,
    Map<String, Rate> traffic,
    Optional<Command> command,
    Optional<Outcome> expectation) {
  /**
   * Executions that end in a second.
   *
   * @param executions all of them
   * @param failures those that fail, among them
   */
  record Rate(int executions, int failures) {}
}
