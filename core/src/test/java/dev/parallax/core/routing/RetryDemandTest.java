package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.execution.Answer;
import dev.parallax.core.execution.Assignment;
import dev.parallax.core.execution.Demand;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.PatternFaults;
import dev.parallax.core.execution.Rules;
import dev.parallax.core.execution.Step;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import dev.parallax.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** X8: what a retry asks of the router, and what it gets. */
class RetryDemandTest {
  private static final Pattern.Agents SPREAD =
      new Pattern.Agents(
          Set.of("classification"),
          4,
          OptionalInt.empty(),
          new RegionWish.Auto(),
          Optional.of(new Pattern.Distribution(List.of(US, EU, AP), 1)));
  private static final Pattern.Agents PAIR =
      new Pattern.Agents(
          Set.of("classification"),
          2,
          OptionalInt.empty(),
          new RegionWish.Auto(),
          Optional.empty());

  @Test
  void fillsTheSlotsOfADistributionFromTheirOwnRegions() {
    var scene = Scene.page();
    var execution = begin(US + "-1", US + "-2", EU + "-1", AP + "-1");
    var answered = next(execution.onAnswer(Answer.of(2, 1, EU + "-1", new Json.Null(), 1), 10));
    var retry = (Step.Retry) answered.onTime(100);
    var demands = Demand.of(SPREAD, retry);

    assertThat(demands).extracting(demand -> demand.vacancies().size()).containsExactly(1, 2);
    var found = demands.stream().flatMap(demand -> route(scene, demand, retry).stream()).toList();
    assertThat(found).extracting(Assignment::slot).containsExactly(3, 0, 1);
    assertThat(found).extracting(Assignment::region).containsExactly(AP, US, US);
    assertThat(retry.answered(found, "")).isInstanceOf(Step.Waiting.class);
  }

  @Test
  void fillsAllSlotsOfOneRegionFromOneRegion() {
    var scene = Scene.page().down(US);
    var retry = (Step.Retry) begin(US + "-1", US + "-2").onUnhealthy(US, 10);
    var found = route(scene, Demand.of(PAIR, retry).get(0), retry);

    assertThat(found).extracting(Assignment::slot).containsExactly(0, 1);
    assertThat(found).extracting(Assignment::region).containsExactly(EU, EU);
  }

  @Test
  void takesFewerWhereThereAreNotEnough() {
    var scene = Scene.empty().agents(US, 3, "classification");
    var retry = (Step.Retry) begin(US + "-1", US + "-2").onTime(100);
    var demand = Demand.of(PAIR, retry).get(0);

    assertThat(route(scene, demand, retry)).isEmpty();
    assertThat(route(scene, demand.orFewer(), retry))
        .containsExactly(new Assignment(0, US + "-3", US));
  }

  @Test
  void takesFewerOfARegionOfADistributionToo() {
    var scene = Scene.page();
    var retry =
        (Step.Retry) begin(AP + "-1", AP + "-2", AP + "-3", AP + "-4", AP + "-5").onTime(100);
    var demand = Demand.of(SPREAD, retry).get(0);

    assertThat(route(scene, demand, retry)).isEmpty();
    assertThat(route(scene, demand.orFewer(), retry))
        .containsExactly(new Assignment(0, AP + "-6", AP));
  }

  @Test
  void neverChoosesWhoWasAsked() {
    var scene = Scene.empty().agents(US, 2, "classification");
    var retry = (Step.Retry) begin(US + "-1").onDisconnected(US + "-1", 10);

    assertThat(route(scene, Demand.of(Pattern.Agents.any(Set.of()), retry).get(0), retry))
        .containsExactly(new Assignment(0, US + "-2", US));
  }

  private static List<Assignment> route(Scene scene, Demand demand, Step.Retry retry) {
    var fleet = scene.fleet.with(Given.pattern("p", demand.agents()));
    var request =
        Wanted.request("e-1")
            .from(US)
            .pattern("p")
            .attempt(demand.attempt(), retry.excludedAgents().toArray(String[]::new))
            .build();
    return scene.router().decide(request, fleet, Scene.NOW) instanceof Routed routed
        ? demand.assignments(routed.targets())
        : List.of();
  }

  /** Agents are named after their regions. */
  private static Execution begin(String... agents) {
    var assignments = new ArrayList<Assignment>();
    for (var agent : agents) {
      var region = agent.substring(0, agent.lastIndexOf('-'));
      assignments.add(new Assignment(assignments.size(), agent, region));
    }
    var voting = PatternFaults.defaultAggregation(PAIR, "parallel");
    var rules = new Rules(Aggregator.of(voting), true, OptionalInt.empty(), 100, 1);
    return Execution.begin("e-1", rules, 0, 1_000, assignments, 0);
  }

  private static Execution next(Step step) {
    return ((Step.Waiting) step).next();
  }
}
