package dev.parallax.core.execution;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Executions that begin at 1,000 ms, with 10 s for an attempt and 25 s for all. */
final class Runs {
  static final long START = 1_000;
  static final long TIMEOUT = 10_000;
  static final long DEADLINE = 26_000;

  private Runs() {}

  /** Agents such as {@code us-1}, one for a slot, in the region that their name begins with. */
  static Execution begin(Rules rules, String... agents) {
    return Execution.begin("e-1", rules, START, DEADLINE, assignments(agents), START);
  }

  private static List<Assignment> assignments(String... agents) {
    var assignments = new ArrayList<Assignment>();
    for (var agent : agents) {
      assignments.add(to(assignments.size(), agent));
    }
    return assignments;
  }

  static Assignment to(int slot, String agent) {
    return new Assignment(slot, agent, agent.substring(0, agent.indexOf('-')));
  }

  static Rules rules(Aggregator aggregator, int retries) {
    return new Rules(aggregator, true, OptionalInt.empty(), TIMEOUT, retries);
  }

  static Aggregator plurality() {
    return aggregator("voting", false);
  }

  static Aggregator consensus() {
    return aggregator("consensus", false);
  }

  static Aggregator acrossRegions() {
    return aggregator("consensus", true);
  }

  static Pattern.Aggregation aggregation(String strategy, boolean crossRegion) {
    return new Pattern.Aggregation(
        strategy,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        crossRegion,
        OptionalDouble.empty());
  }

  static Answer answer(int slot, int attempt, String agent, String value) {
    return Answer.of(slot, attempt, agent, new Json.Text(value), 1);
  }

  static Execution next(Step step) {
    return ((Step.Waiting) step).next();
  }

  static Outcome outcome(Step step) {
    return ((Step.Finished) step).outcome();
  }

  private static Aggregator aggregator(String strategy, boolean crossRegion) {
    return Aggregator.of(aggregation(strategy, crossRegion));
  }
}
