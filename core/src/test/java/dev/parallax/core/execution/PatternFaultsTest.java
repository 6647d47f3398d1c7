package dev.parallax.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.config.Executions;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatternFaultsTest {
  private static final Executions DEFAULTS =
      new Executions(Duration.ofSeconds(30), 1, Duration.ofHours(1));
  private static final Pattern.Aggregation FIRST = Runs.aggregation("first", false);
  private static final Pattern.Aggregation VOTING = Runs.aggregation("voting", false);
  private static final Pattern.Execution PARALLEL = run("parallel", OptionalInt.empty());

  @Test
  void takesAPatternThatCanBeRun() {
    assertThat(PatternFaults.of(pattern(agents(3, OptionalInt.empty()), PARALLEL, VOTING)))
        .isEmpty();
    assertThat(
            PatternFaults.of(
                pattern(agents(3, OptionalInt.empty()), run("race", OptionalInt.empty()), FIRST)))
        .isEmpty();
  }

  @Test
  void namesAllFaultsAtOnce() {
    var run =
        new Pattern.Execution(
            "serial", Optional.of(Duration.ZERO), true, OptionalInt.of(0), OptionalInt.of(-1));

    assertThat(
            PatternFaults.of(
                pattern(agents(1, OptionalInt.empty()), run, Runs.aggregation("vote", false))))
        .containsExactly(
            "aggregation.strategy vote is unknown; valid here: first, voting, consensus, merge",
            "execution.strategy serial is unknown; valid here: parallel, race",
            "execution.timeout must be at least 1 ms",
            "execution.retries must be 0 or more, not -1",
            "execution.minResults must be 1 or more, not 0");
  }

  @Test
  void refusesWhatCanNeverBeReachedOrHasNoEffect() {
    var two = agents(2, OptionalInt.of(4));

    assertThat(PatternFaults.of(pattern(two, run("parallel", OptionalInt.of(3)), VOTING)))
        .containsExactly("execution.minResults is 3, but perhaps only 2 agents are asked");
    assertThat(PatternFaults.of(pattern(two, PARALLEL, minVotes(5))))
        .containsExactly("aggregation.minVotes is 5, but at most 4 agents are asked");
    assertThat(PatternFaults.of(pattern(two, PARALLEL, minVotes(4)))).isEmpty();
    assertThat(PatternFaults.of(pattern(two, run("race", OptionalInt.empty()), VOTING)))
        .containsExactly(
            "execution.strategy race takes the first answer, so aggregation.strategy must be first,"
                + " not voting");
    assertThat(PatternFaults.of(pattern(two, run("parallel", OptionalInt.of(2)), FIRST)))
        .containsExactly(
            "execution.minResults has no effect where the first answer is taken; leave it out");
  }

  @Test
  void hasADefaultForEveryPattern() {
    var distributed =
        new Pattern.Agents(
            Set.of(),
            1,
            OptionalInt.empty(),
            new RegionWish.Auto(),
            Optional.of(new Pattern.Distribution(List.of("us", "eu"), 1)));

    assertThat(strategy(agents(1, OptionalInt.empty()), "parallel")).isEqualTo("first");
    assertThat(strategy(agents(2, OptionalInt.empty()), "parallel")).isEqualTo("voting");
    assertThat(strategy(agents(1, OptionalInt.of(2)), "parallel")).isEqualTo("voting");
    assertThat(strategy(distributed, "parallel")).isEqualTo("voting");
    assertThat(strategy(distributed, "race")).isEqualTo("first");
    assertThat(
            Aggregator.faults(
                PatternFaults.defaultAggregation(agents(2, OptionalInt.empty()), "parallel")))
        .isEmpty();
  }

  @Test
  void aRequestGoesBeforeItsPatternAndThatBeforeTheConfiguration() {
    var run =
        new Pattern.Execution(
            "parallel",
            Optional.of(Duration.ofSeconds(5)),
            false,
            OptionalInt.of(2),
            OptionalInt.of(3));
    var pattern = Optional.of(pattern(agents(2, OptionalInt.empty()), run, VOTING));

    assertThat(Rules.of(Optional.empty(), DEFAULTS))
        .isEqualTo(new Rules(Aggregator.first(0), true, OptionalInt.empty(), 30_000, 1));
    assertThat(Rules.of(pattern, DEFAULTS))
        .isEqualTo(new Rules(Runs.plurality(), false, OptionalInt.of(2), 5_000, 3));
    assertThat(
            Rules.of(pattern, DEFAULTS).with(Optional.of(Duration.ofSeconds(1)), OptionalInt.of(0)))
        .isEqualTo(new Rules(Runs.plurality(), false, OptionalInt.of(2), 1_000, 0));
  }

  @Test
  void runsNoFaultyPattern() {
    var faulty =
        Optional.of(
            pattern(agents(2, OptionalInt.empty()), run("race", OptionalInt.empty()), VOTING));

    assertThatThrownBy(() -> Rules.of(faulty, DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pattern p 1.0.0: execution.strategy race takes the first answer");
    assertThatThrownBy(() -> Rules.first(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String strategy(Pattern.Agents agents, String execution) {
    return PatternFaults.defaultAggregation(agents, execution).strategy();
  }

  private static Pattern pattern(
      Pattern.Agents agents, Pattern.Execution run, Pattern.Aggregation aggregation) {
    return new Pattern("p", "1.0.0", agents, run, aggregation);
  }

  private static Pattern.Agents agents(int min, OptionalInt max) {
    return new Pattern.Agents(Set.of(), min, max, new RegionWish.Auto(), Optional.empty());
  }

  private static Pattern.Execution run(String strategy, OptionalInt minResults) {
    return new Pattern.Execution(strategy, Optional.empty(), true, minResults, OptionalInt.empty());
  }

  private static Pattern.Aggregation minVotes(int votes) {
    return new Pattern.Aggregation(
        "voting",
        Optional.empty(),
        OptionalInt.of(votes),
        Optional.empty(),
        Map.of(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        false,
        OptionalDouble.empty());
  }
}
