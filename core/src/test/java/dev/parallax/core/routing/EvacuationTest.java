package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.affinity;
import static dev.parallax.core.routing.Given.always;
import static dev.parallax.core.routing.Given.rule;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.config.Strategy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R16. */
class EvacuationTest {

  @Test
  void sendsTheTrafficOfAnEvacuatedRegionToItsTarget() {
    var scene = Scene.page().evacuated(US, AP);

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(AP);
    assertThat(scene.explanation(request("a").from(US), US).standIn()).contains(AP);
  }

  @Test
  void choosesAnewWhatTheTargetCannotServe() {
    assertThat(Scene.page().evacuated(US, AP).regionOf(request("a").from(US).needs("translation")))
        .isEqualTo(EU);
    assertThat(Scene.page().evacuated(US, AP).down(AP).regionOf(request("a").from(US)))
        .isEqualTo(EU);
    assertThat(
            Scene.page()
                .evacuated(US, AP)
                .changed(fleet -> fleet.withMissingTopics(Set.of(AP)))
                .regionOf(request("a").from(US)))
        .isEqualTo(EU);
  }

  @Test
  void followsChains() {
    assertThat(Scene.page().evacuated(US, EU).evacuated(EU, AP).regionOf(request("a").from(US)))
        .isEqualTo(AP);
  }

  @Test
  void letsNothingStandInAlongACircleOrAtAnUndefinedRegion() {
    var circle = Scene.page().evacuated(US, EU).evacuated(EU, US);
    var nowhere = Scene.page().evacuated(US, "mars-1");

    assertThat(circle.regionOf(request("a").from(US))).isEqualTo(AP);
    assertThat(circle.evacuated(AP, AP).reasonOf(request("a")))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(nowhere.regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(nowhere.explanation(request("a"), US).cause()).isEqualTo(Cause.EVACUATED);
  }

  @Test
  void keepsItsWeight() {
    var scene =
        Scene.page()
            .strategy(new Strategy.Weighted(Map.of(US, 50.0, EU, 30.0, AP, 20.0)))
            .evacuated(US, AP);

    assertThat(scene.shares(20_000).get(AP)).isCloseTo(0.7, within(0.015));
  }

  @Test
  void keepsItsPlaceInAnAffinityRule() {
    var scene = Scene.page().strategy(affinity(rule(always(), EU))).evacuated(EU, US);

    assertThat(scene.regionOf(request("a").from(AP))).isEqualTo(US);
  }

  /** P7: the control plane of the stand-in finds agents for what a rule names its region for. */
  @Test
  void isStoodInForByARegionWithAControlPlaneOfItsOwn() {
    var scene = Scene.page().strategy(affinity(rule(always(), EU))).evacuated(EU, US);

    var decision =
        scene.router().decideIn(US, 2, request("a").from(AP).build(), scene.fleet, Scene.NOW);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Routed.class,
            routed -> assertThat(routed.targets()).extracting("region").containsExactly(US, US));
  }

  @Test
  void obeysTheConstraintsOfItsTarget() {
    assertThat(Scene.page().withoutCrossRegion().evacuated(US, AP).reasonOf(request("a").from(US)))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }
}
