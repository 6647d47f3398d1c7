package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.config.Match;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.core.fleet.RegionWish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R10. */
class WeightedTest {

  @Test
  void sharesByWeight() {
    var shares = weighted(5, 3, 2).shares(20_000);

    assertThat(shares.get(US)).isCloseTo(0.5, within(0.015));
    assertThat(shares.get(EU)).isCloseTo(0.3, within(0.015));
    assertThat(shares.get(AP)).isCloseTo(0.2, within(0.015));
  }

  @Test
  void sharesOutWhatALostRegionHadInProportion() {
    var shares = weighted(50, 30, 20).down(US).shares(20_000);

    assertThat(shares.get(EU)).isCloseTo(0.6, within(0.015));
    assertThat(shares.get(AP)).isCloseTo(0.4, within(0.015));
    assertThat(shares).doesNotContainKey(US);
  }

  @Test
  void usesWeightZeroOnlyWhenEveryOtherIsIneligible() {
    assertThat(weighted(1, 0, 0).shares(1_000)).containsOnlyKeys(US);
    assertThat(weighted(1, 0, 0).down(US).shares(10_000).get(EU)).isCloseTo(0.5, within(0.03));
  }

  @Test
  void givesARegionThatIsNotListedWeightZero() {
    var scene = Scene.page().strategy(new Strategy.Weighted(Map.of(EU, 1.0)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(scene.explanation(request("a"), US).weight()).hasValue(0);
    assertThat(scene.down(EU).decide(request("a"))).isInstanceOf(Routed.class);
  }

  @Test
  void keepsTheRegionOfAnExecutionOverItsAttempts() {
    var scene = weighted(1, 1, 1);

    for (int i = 0; i < 100; i++) {
      assertThat(scene.regionOf(request("e-" + i).attempt(2)))
          .isEqualTo(scene.regionOf(request("e-" + i)));
    }
  }

  @Test
  void givesARegionOnTrialAHundredthOfItsWeight() {
    var shares = weighted(50, 30, 20).onTrial(US).shares(40_000);

    assertThat(shares.get(US)).isCloseTo(0.5 / 50.5, within(0.002));
    assertThat(shares.get(EU)).isCloseTo(30 / 50.5, within(0.015));
  }

  @Test
  void explainsATrial() {
    var trial = weighted(50, 30, 20).onTrial(US).explanation(request("a"), US);

    assertThat(trial.cause()).isEqualTo(Cause.ELIGIBLE);
    assertThat(trial.weight()).hasValue(50);
    assertThat(trial.why())
        .isEqualTo("eligible; UNHEALTHY by its error rate, on trial at 1% of its weight (H5)");
    assertThat(weighted(50, 30, 20).down(US).explanation(request("a"), US).remark()).isEmpty();
  }

  @Test
  void triesNoDrainedRegionAndNoneWithoutAgents() {
    var drained = weighted(50, 30, 20).drained(US);
    drained.changed(fleet -> fleet.with(sick(fleet.status(US))));

    assertThat(drained.explanation(request("a"), US).cause()).isEqualTo(Cause.DRAINED);
    assertThat(
            weighted(50, 30, 20)
                .onTrial(US)
                .explanation(request("a").needs("translation"), US)
                .cause())
        .isEqualTo(Cause.NO_AGENT);
  }

  @Test
  void usesWeightZeroBesideARegionOnTrialThatHasTheOnlyWeight() {
    var shares = weighted(1, 0, 0).onTrial(US).shares(40_000);

    assertThat(shares.get(US)).isCloseTo(0.01 / 2.01, within(0.002));
    assertThat(shares.get(EU)).isCloseTo(1 / 2.01, within(0.015));
  }

  @Test
  void sharesAllBetweenRegionsOnTrialWhereNoOtherIsLeft() {
    var shares = weighted(3, 1, 0).onTrial(US).onTrial(EU).down(AP).shares(10_000);

    assertThat(shares.get(US) + shares.get(EU)).isCloseTo(1, within(1e-6));
  }

  @Test
  void triesARegionForNoDistribution() {
    var pattern =
        Given.pattern(
            "p",
            new Pattern.Agents(
                Set.of(),
                1,
                OptionalInt.empty(),
                new RegionWish.Auto(),
                Optional.of(new Pattern.Distribution(List.of(US, EU), 1))));
    var scene = weighted(50, 30, 20).with(pattern);

    assertThat(scene.regionsOf(request("a").pattern("p"))).containsExactlyInAnyOrder(US, EU);
    assertThat(scene.onTrial(US).reasonOf(request("a").pattern("p")))
        .isEqualTo(Reason.INSUFFICIENT_AGENTS);
  }

  @Test
  void triesWithinAnAffinityRuleAndNotByItsFallback() {
    var rule =
        new Strategy.Affinity.Rule(
            new Match(List.of()),
            new Strategy.Where.Listed(List.of(US, EU)),
            Set.of(),
            Optional.of(Strategy.Tier.NEAREST_REGION));
    var byWeight = new Strategy.Weighted(Map.of(US, 50.0, EU, 50.0));
    var scene = Scene.page().strategy(new Strategy.Affinity(List.of(rule), Optional.of(byWeight)));

    assertThat(scene.onTrial(US).shares(20_000).get(US)).isCloseTo(0.01, within(0.003));
    assertThat(scene.onTrial(AP).explanation(request("a"), AP).cause()).isEqualTo(Cause.UNHEALTHY);
  }

  @Test
  void triesTheStandInOfAnEvacuatedRegion() {
    var scene = weighted(50, 50, 0).onTrial(AP).evacuated(US, AP);

    assertThat(scene.shares(40_000).get(AP)).isCloseTo(0.01, within(0.003));
  }

  private static RegionStatus sick(RegionStatus known) {
    return new RegionStatus(
        known.region(),
        Health.UNHEALTHY,
        Health.UNHEALTHY,
        known.drained(),
        known.redirect(),
        known.active(),
        known.forced(),
        known.epoch(),
        known.latencyFrom(),
        true,
        Optional.empty());
  }

  private static Scene weighted(double us, double eu, double ap) {
    return Scene.page().strategy(new Strategy.Weighted(Map.of(US, us, EU, eu, AP, ap)));
  }

  /** P7, H5: whoever forwarded it has taken its share for the trial. */
  @Test
  void aRegionOnTrialTakesWhatAnotherControlPlaneForwards() {
    assertThat(decideInUs(weighted(50, 30, 20).onTrial(US))).isInstanceOf(Routed.class);
    assertThat(decideInUs(weighted(50, 30, 20).down(US))).isInstanceOf(Unroutable.class);
  }

  private static Decision decideInUs(Scene scene) {
    return scene.router().decideIn(US, 1, request("a").from(AP).build(), scene.fleet, Scene.NOW);
  }
}
