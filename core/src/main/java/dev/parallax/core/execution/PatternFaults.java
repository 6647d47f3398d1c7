package dev.parallax.core.execution;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.config.Spelling;
import dev.parallax.core.fleet.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is wrong with how a pattern is run and aggregated: it is refused when it is applied (X1).
 */
public final class PatternFaults {
  private static final String RACE = "race";
  private static final String FIRST = "first";

  private final Pattern pattern;
  private final List<String> faults;

  private PatternFaults(Pattern pattern) {
    this.pattern = pattern;
    this.faults = new ArrayList<>(Aggregator.faults(pattern.aggregation()));
  }

  /** All faults, each naming its key; empty if there are none. */
  public static List<String> of(Pattern pattern) {
    var found = new PatternFaults(pattern);
    found.strategy();
    found.figures();
    found.reach();
    return List.copyOf(found.faults);
  }

  /**
   * The aggregation of a pattern that names none (X1): the first answer if one agent is asked or
   * agents race (X7), else plurality voting.
   */
  public static Pattern.Aggregation defaultAggregation(
      Pattern.Agents agents, String executionStrategy) {
    boolean first = most(agents) == 1 || executionStrategy.equals(RACE);
    return new Pattern.Aggregation(
        first ? FIRST : "voting",
        first ? Optional.empty() : Optional.of("plurality"),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        false,
        OptionalDouble.empty());
  }

  static void requireNone(Pattern pattern) {
    var faults = of(pattern);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "pattern %s %s: %s"
              .formatted(pattern.name(), pattern.version(), String.join("; ", faults)));
    }
  }

  private void strategy() {
    var strategy = pattern.execution().strategy();
    var known = List.of("parallel", RACE);
    if (!known.contains(strategy)) {
      faults.add(
          "execution.strategy " + strategy + " is unknown; " + Spelling.hint(strategy, known));
    } else if (strategy.equals(RACE) && !takesFirst()) {
      faults.add(
          "execution.strategy race takes the first answer, so aggregation.strategy must be first,"
              + " not "
              + pattern.aggregation().strategy());
    }
  }

  private void figures() {
    var run = pattern.execution();
    if (run.timeout().isPresent() && run.timeout().get().toMillis() <= 0) {
      faults.add("execution.timeout must be at least 1 ms");
    }
    if (run.retries().orElse(0) < 0) {
      faults.add("execution.retries must be 0 or more, not " + run.retries().getAsInt());
    }
    if (run.minResults().orElse(1) < 1) {
      faults.add("execution.minResults must be 1 or more, not " + run.minResults().getAsInt());
    }
  }

  /** What could never be reached by as many agents as are asked at least, or at most. */
  private void reach() {
    int minResults = pattern.execution().minResults().orElse(1);
    if (minResults > 1 && takesFirst()) {
      faults.add(
          "execution.minResults has no effect where the first answer is taken; leave it out");
    } else if (minResults > least(pattern.agents())) {
      faults.add(
          "execution.minResults is %d, but perhaps only %d agents are asked"
              .formatted(minResults, least(pattern.agents())));
    }
    int minVotes = pattern.aggregation().minVotes().orElse(1);
    if (minVotes > most(pattern.agents())) {
      faults.add(
          "aggregation.minVotes is %d, but at most %d agents are asked"
              .formatted(minVotes, most(pattern.agents())));
    }
  }

  private boolean takesFirst() {
    return pattern.aggregation().strategy().equals(FIRST);
  }

  private static long least(Pattern.Agents agents) {
    return Math.max(
        agents.min(), agents.distribution().map(Pattern.Distribution::agents).orElse(1L));
  }

  private static long most(Pattern.Agents agents) {
    return agents.max().isPresent() ? agents.max().getAsInt() : least(agents);
  }
}
