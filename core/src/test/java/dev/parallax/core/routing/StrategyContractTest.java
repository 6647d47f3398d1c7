package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.pattern;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every strategy keeps: none widens what the stages before it narrowed (R1). */
class StrategyContractTest {
  private static final String EVERY = "dev.parallax.core.routing.EveryStrategy#all";
  private static final List<String> REGIONS = List.of(US, EU, AP);

  /** Each way in which a region takes no work. */
  private static final Map<Cause, BiFunction<Scene, String, Scene>> WAYS =
      Map.of(
          Cause.UNHEALTHY,
              (scene, region) -> scene.health(region, Health.UNKNOWN, Health.UNHEALTHY),
          Cause.DRAINED, Scene::drained,
          Cause.NO_TOPIC,
              (scene, region) -> scene.changed(fleet -> fleet.withMissingTopics(Set.of(region))),
          Cause.EVACUATED, (scene, region) -> scene.evacuated(region, region),
          Cause.NOT_SERVED, (scene, region) -> scene.serving(othersThan(region)));

  @ParameterizedTest
  @MethodSource(EVERY)
  void decidesAlikeOnEveryInstance(Strategy strategy) {
    for (int i = 0; i < 50; i++) {
      var asked = request("e-" + i).from(REGIONS.get(i % 3));
      assertThat(Scene.page().strategy(strategy).decide(asked))
          .isEqualTo(Scene.page().strategy(strategy).decide(asked));
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void choosesNoRegionThatTakesNoWork(Strategy strategy) {
    WAYS.forEach(
        (cause, way) -> {
          for (var region : REGIONS) {
            var scene = way.apply(Scene.page().strategy(strategy), region);
            for (int i = 0; i < 20; i++) {
              var asked = request("e-" + i).from(REGIONS.get(i % 3));
              assertThat(scene.regionOf(asked)).as("%s", cause).isNotEqualTo(region);
              assertThat(scene.explanation(asked, region).cause()).isEqualTo(cause);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void sendsTheTrafficOfAnEvacuatedRegionElsewhere(Strategy strategy) {
    for (var region : REGIONS) {
      var target = othersThan(region)[0];
      var scene = Scene.page().strategy(strategy).evacuated(region, target);
      for (int i = 0; i < 20; i++) {
        var asked = request("e-" + i).from(region);
        assertThat(scene.regionOf(asked)).isNotEqualTo(region);
        assertThat(scene.explanation(asked, region).standIn()).contains(target);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void goesNowhereButWhereThePatternSays(Strategy strategy) {
    for (var region : REGIONS) {
      var scene =
          Scene.page()
              .strategy(strategy)
              .with(pattern("p", agents(2, new RegionWish.Literal(region))));
      assertThat(scene.regionsOf(request("e").pattern("p").from(US)))
          .containsExactly(region, region);
      assertThat(scene.down(region).reasonOf(request("e").pattern("p").from(US)))
          .isEqualTo(Reason.NO_ELIGIBLE_REGION);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void goesNowhereButWhereResidencyBinds(Strategy strategy) {
    for (var region : REGIONS) {
      var scene =
          Scene.page()
              .strategy(strategy)
              .residency(Given.when("input.residency", Given.text("x")), region);
      var bound = request("e").input("residency", "x").from(US);
      assertThat(scene.regionOf(bound)).isEqualTo(region);
      assertThat(scene.explanation(bound, othersThan(region)[0]).excludedBy()).contains("R5");
      var refused = scene.down(region).refusal(bound);
      assertThat(refused.reason()).isEqualTo(Reason.RESIDENCY);
      assertThat(refused.holdable()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void staysAtTheOriginWhereNothingMayLeaveIt(Strategy strategy) {
    for (var region : REGIONS) {
      var scene = Scene.page().strategy(strategy).withoutCrossRegion();
      assertThat(scene.regionOf(request("e").from(region))).isEqualTo(region);
      assertThat(scene.down(region).reasonOf(request("e").from(region)))
          .isEqualTo(Reason.NO_ELIGIBLE_REGION);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void choosesOnlyAgentsWithAllCapabilities(Strategy strategy) {
    var scene = Scene.page().strategy(strategy);
    assertThat(scene.regionOf(request("e").needs("translation", "classification").from(AP)))
        .isEqualTo(EU);
    assertThat(scene.refusal(request("e").needs("translation", "planning").from(AP)).reason())
        .isIn(Reason.NO_ELIGIBLE_AGENT, Reason.NO_ELIGIBLE_REGION);
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void choosesNoExcludedAgent(Strategy strategy) {
    var scene = Scene.of(US, EU, AP).strategy(strategy).agents(US, 1).agents(EU, 1).agents(AP, 1);
    scene.apart(US, EU, 85).apart(US, AP, 90).apart(EU, AP, 95);
    for (var region : REGIONS) {
      var others = othersThan(region);
      var retry = request("e").attempt(2, others[0] + "-1", others[1] + "-1");
      assertThat(scene.targets(retry)).extracting(Target::agentId).containsExactly(region + "-1");
    }
    assertThat(scene.reasonOf(request("e").attempt(2, US + "-1", EU + "-1", AP + "-1")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void takesAllAgentsFromOneRegionThatHasEnough(Strategy strategy) {
    var scene =
        Scene.page()
            .strategy(strategy)
            .with(pattern("nine", agents(9, new RegionWish.Auto())))
            .with(pattern("eleven", agents(11, new RegionWish.Auto())));
    assertThat(scene.targets(request("e").pattern("nine").from(AP)))
        .hasSize(9)
        .doesNotHaveDuplicates()
        .allMatch(target -> target.region().equals(US));
    assertThat(scene.reasonOf(request("e").pattern("eleven").from(AP)))
        .isEqualTo(Reason.INSUFFICIENT_AGENTS);
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void leavesNothingToChooseWhereADistributionNamesTheRegions(Strategy strategy) {
    var scene = Scene.page().strategy(strategy).with(pattern("spread", across(AP, EU)));
    assertThat(scene.regionsOf(request("e").pattern("spread").from(US)))
        .containsExactly(AP, AP, EU, EU);
    assertThat(scene.down(EU).refusal(request("e").pattern("spread").from(US)))
        .extracting(Unroutable::reason, Unroutable::message)
        .containsExactly(
            Reason.INSUFFICIENT_AGENTS,
            "eu-west-1 has 0 eligible agents, 2 needed (R14): it is UNHEALTHY");
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void refusesWhatNamesNothingThatExists(Strategy strategy) {
    var scene =
        Scene.page()
            .strategy(strategy)
            .with(pattern("mars", agents(1, new RegionWish.Literal("mars-1"))));
    assertThat(scene.reasonOf(request("e").from("mars-1"))).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(scene.reasonOf(request("e").pattern("none"))).isEqualTo(Reason.UNKNOWN_PATTERN);
    assertThat(scene.reasonOf(request("e").pattern("mars"))).isEqualTo(Reason.UNKNOWN_REGION);
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void saysWhatIsMissing(Strategy strategy) {
    var empty = Scene.empty().strategy(strategy);
    var sick = Scene.page().strategy(strategy).down(US).down(EU).drained(AP);
    assertThat(empty.reasonOf(request("e"))).isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(sick.reasonOf(request("e"))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(Set.of(empty.refusal(request("e")), sick.refusal(request("e"))))
        .allMatch(Unroutable::holdable);
  }

  @ParameterizedTest
  @MethodSource(EVERY)
  void explainsEveryRegionWithoutAnyValueOfTheInput(Strategy strategy) {
    var scene =
        Scene.page()
            .strategy(strategy)
            .residency(Given.when("input.residency", Given.text("s3cret")), EU, AP)
            .with(
                pattern("p", agents(1, RegionWish.parse("$input.where || $input.secret || auto"))));
    var asked = request("e").from(US).priority("s3cret").metadata("m", "s3cret");
    asked.input("residency", "s3cret").input("other", "s3cret");
    checkExplained(scene.decide(asked), strategy, Map.of(US, "R5"));
    checkExplained(scene.down(EU).decide(asked), strategy, Map.of(US, "R5", EU, "R3"));
    checkExplained(scene.drained(AP).decide(asked), strategy, Map.of(US, "R5", EU, "R3", AP, "R3"));
    checkExplained(scene.decide(asked.pattern("p").input("where", "s3cret")), strategy, Map.of());
  }

  private static void checkExplained(
      Decision decision, Strategy strategy, Map<String, String> excluded) {
    var explanation = decision.explanation();
    assertThat(explanation.strategy()).isEqualTo(strategy.name());
    assertThat(explanation.text()).doesNotContain("s3cret").contains(US, EU, AP);
    assertThat(decision instanceof Unroutable refused ? refused.message() : "")
        .doesNotContain("s3cret");
    var rules = new HashMap<String, Optional<String>>();
    for (var region : explanation.regions()) {
      rules.put(region.region(), region.excludedBy());
      assertThat(region.eligible()).isEqualTo(region.excludedBy().isEmpty());
    }
    assertThat(rules).containsOnlyKeys(REGIONS);
    excluded.forEach((region, rule) -> assertThat(rules.get(region)).contains(rule));
  }

  private static String[] othersThan(String region) {
    return REGIONS.stream().filter(other -> !other.equals(region)).toArray(String[]::new);
  }

  private static Pattern.Agents agents(int min, RegionWish wish) {
    return new Pattern.Agents(Set.of(), min, OptionalInt.empty(), wish, Optional.empty());
  }

  private static Pattern.Agents across(String... regions) {
    return new Pattern.Agents(
        Set.of(),
        1,
        OptionalInt.empty(),
        new RegionWish.Auto(),
        Optional.of(new Pattern.Distribution(List.of(regions), 2)));
  }
}
