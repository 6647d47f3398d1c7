package dev.parallax.cli.cases;

import dev.parallax.core.routing.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a case expects of each of its decisions, and of all of them together.
 *
 * @param result of each decision; absent if not asked
 * @param explains texts that must stand in each explanation
 * @param share of the executions by region; absent if not asked
 * @param moved what may differ from the file's own fleet and configuration; absent if not asked
 */
record Expectation(
    Optional<Result> result, List<String> explains, Optional<Share> share, Optional<Moved> moved) {

  /** How a decision must end. */
  sealed interface Result {}

  /** All agents in this region. */
  record Region(String id) implements Result {
    @Override
    public String toString() {
      return "region " + id;
    }
  }

  /** So many agents in each of these regions, and in no other. */
  record Regions(Map<String, Integer> agents) implements Result {
    Regions {
      agents = new TreeMap<>(agents);
    }

    @Override
    public String toString() {
      return "regions " + agents;
    }
  }

  /** No agents, for this reason. */
  record Refused(Reason reason) implements Result {
    @Override
    public String toString() {
      return "unroutable " + reason;
    }
  }

  /**
   * Parts of the executions, each 0 to 1.
   *
   * @param byRegion what part goes to each; regions that are not named may have any
   * @param within how far from it is still right
   */
  record Share(Map<String, Double> byRegion, double within) {
    Share {
      byRegion = new TreeMap<>(byRegion);
    }

    @Override
    public String toString() {
      return "share " + byRegion + " within " + within;
    }
  }

  /**
   * Some executions go to other regions than without the case's own fleet and configuration.
   *
   * @param from regions that they may have left; empty means any
   * @param to regions that they may have gone to; empty means any
   */
  record Moved(List<String> from, List<String> to) {
    @Override
    public String toString() {
      return "some moved, from " + said(from) + " to " + said(to) + " only";
    }

    private static String said(List<String> regions) {
      return regions.isEmpty() ? "any region" : String.join(" or ", regions);
    }
  }

  /** In one line for people. */
  String text() {
    var parts = new ArrayList<String>();
    result.ifPresent(one -> parts.add(one.toString()));
    explains.forEach(said -> parts.add("explained by \"" + said + "\""));
    share.ifPresent(one -> parts.add(one.toString()));
    moved.ifPresent(one -> parts.add(one.toString()));
    return String.join("; ", parts);
  }
}
