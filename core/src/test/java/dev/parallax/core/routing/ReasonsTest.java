package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.latency;
import static dev.parallax.core.routing.Given.text;
import static dev.parallax.core.routing.Given.when;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R18 and R20. */
class ReasonsTest {

  @Test
  void blamesTheRegionsIfOneHasAgentsButIsSick() {
    var scene = Scene.page().down(EU);

    assertThat(scene.reasonOf(request("a").needs("translation")))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void blamesTheAgentsIfSickRegionsCouldNotHaveServedEither() {
    assertThat(Scene.page().down(EU).reasonOf(request("a").needs("nobody can")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(
            Scene.page()
                .with(Given.pattern("p", three()))
                .down(US)
                .down(EU)
                .down(AP)
                .reasonOf(request("a").pattern("p")))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(
            Scene.empty()
                .agents(US, 2)
                .with(Given.pattern("p", three()))
                .down(US)
                .reasonOf(request("a").pattern("p")))
        .isEqualTo(Reason.INSUFFICIENT_AGENTS);
  }

  @Test
  void blamesTheBoundOnlyIfNothingElseIsInTheWay() {
    var bounded = Scene.page().strategy(latency(Optional.of(50), 0, Optional.empty()));

    assertThat(bounded.reasonOf(request("a").from(US).needs("translation")))
        .isEqualTo(Reason.LATENCY_EXCEEDED);
    assertThat(bounded.down(US).reasonOf(request("a").from(US)))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void explainsEveryRegionWithItsFigures() {
    var decision = Scene.page().health(EU, Health.DEGRADED).down(AP).decide(request("e-1"));

    assertThat(decision.explanation())
        .isEqualTo(
            new Explanation(
                "e-1",
                1,
                Optional.of(US),
                Optional.empty(),
                Optional.empty(),
                "latency",
                Optional.empty(),
                Set.of(),
                List.of(
                    explained(US, Cause.ELIGIBLE, 0, 100, 10, Health.UNKNOWN, 1),
                    explained(EU, Cause.ELIGIBLE, 85, 80, 8, Health.DEGRADED, 0),
                    new RegionExplanation(
                        AP,
                        Cause.UNHEALTHY,
                        0,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(180),
                        OptionalDouble.empty(),
                        60,
                        6,
                        1,
                        Health.UNHEALTHY,
                        0,
                        Optional.empty())),
                "c0ffee",
                0));
  }

  @Test
  void showsTheScoreOfARegionThatOnlyTheBoundExcludes() {
    var far = Scene.page().strategy(latency(Optional.of(50), 20, Optional.empty())).down(US);

    assertThat(far.explanation(request("a").from(AP).needs("translation"), EU).score())
        .hasValue(130);
    assertThat(far.explanation(request("a").from(US), US).score()).isEmpty();
  }

  @Test
  void namesTheBoundWhereverItExcludesARegion() {
    var strict = Scene.page().strategy(latency(Optional.of(100), 0, Optional.empty()));
    var lenient =
        Scene.page().strategy(latency(Optional.of(100), 0, Optional.of(Strategy.Tier.ANY_REGION)));

    assertThat(strict.regionOf(request("a").from(US))).isEqualTo(US);
    assertThat(strict.explanation(request("a").from(US), AP).excludedBy()).contains("R6");
    assertThat(strict.explanation(request("a").from(US), EU).eligible()).isTrue();
    assertThat(lenient.explanation(request("a").from(US), AP).eligible()).isTrue();
  }

  @Test
  void namesTheFirstRuleByTheOrderOfTheStages() {
    var scene = Scene.page().residency(when("input.r", text("eu")), EU).down(US);

    assertThat(scene.explanation(request("a").input("r", "eu"), US).excludedBy()).contains("R5");
    assertThat(
            scene
                .strategy(Given.affinity(Given.rule(Given.always(), EU)))
                .explanation(request("a"), US)
                .excludedBy())
        .contains("R3");
  }

  @Test
  void saysAllOfItInWordsButNoValueOfTheInput() {
    var scene =
        Scene.page()
            .strategy(Given.affinity(Given.rule(when("input.secret", text("s3cret")), EU)))
            .with(Given.pattern("p", three()));
    var asked = request("e").pattern("p").needs("translation").input("secret", "s3cret");

    assertThat(scene.decide(asked).explanation().text())
        .isEqualTo(
            """
            strategy affinity, origin us-east-1, pattern p 1.0.0, affinity rule 1, \
            requires translation, configuration c0ffee, epoch 0
              us-east-1: 0 eligible agents, 3 needed (R4); latency 0 ms; 0 eligible agents, \
            spare capacity 0; UNKNOWN
              eu-west-1: chosen for 3 agents; score 85; latency 85 ms; 8 eligible agents, \
            spare capacity 80; UNKNOWN
              ap-south-1: 0 eligible agents, 3 needed (R4); latency 180 ms; 0 eligible agents, \
            spare capacity 0; UNKNOWN""");
  }

  private static RegionExplanation explained(
      String region,
      Cause cause,
      double latencyMs,
      double spare,
      int agents,
      Health health,
      int chosen) {
    return new RegionExplanation(
        region,
        cause,
        0,
        Optional.empty(),
        OptionalDouble.of(latencyMs),
        OptionalDouble.of(latencyMs),
        OptionalDouble.empty(),
        spare,
        agents,
        1,
        health,
        chosen,
        Optional.empty());
  }

  private static Pattern.Agents three() {
    return new Pattern.Agents(
        Set.of(), 3, OptionalInt.empty(), new RegionWish.Auto(), Optional.empty());
  }
}
