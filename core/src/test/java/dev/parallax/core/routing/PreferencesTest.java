package dev.parallax.core.routing;

import static dev.parallax.core.config.Strategy.Tier.ANY_REGION;
import static dev.parallax.core.config.Strategy.Tier.NEAREST_REGION;
import static dev.parallax.core.config.Strategy.Tier.SAME_REGION;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.config.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R7. */
class PreferencesTest {

  @Test
  void triesTheTiersInOrder() {
    var scene = Scene.page().strategy(tiers(SAME_REGION, NEAREST_REGION, ANY_REGION));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
    assertThat(scene.drained(US).regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void takesTheOriginEvenBeyondTheBound() {
    var scene = Scene.page().measured(US, US, 900).strategy(tiers(100, SAME_REGION));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
  }

  @Test
  void takesTheNearestWithoutTheBonus() {
    var scene =
        Scene.page()
            .measured(US, US, 90)
            .strategy(
                new Strategy.Latency(
                    Optional.empty(),
                    Duration.ofMillis(50),
                    Optional.empty(),
                    List.of(NEAREST_REGION)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void keepsTheNearestWithinTheBoundAndAnyRegionNot() {
    var bounded = Scene.page().down(US).strategy(tiers(50, NEAREST_REGION));
    var open = Scene.page().down(US).down(EU).strategy(tiers(50, NEAREST_REGION, ANY_REGION));

    assertThat(bounded.reasonOf(request("a").from(US))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(open.regionOf(request("a").from(US))).isEqualTo(AP);
  }

  @Test
  void saysThatTheBoundExcludedWhatIsLeft() {
    var scene = Scene.page().strategy(tiers(50, SAME_REGION, NEAREST_REGION));

    assertThat(scene.reasonOf(request("a").from(US).needs("translation")))
        .isEqualTo(Reason.LATENCY_EXCEEDED);
  }

  @Test
  void neverLeavesTheOriginIfThatIsAllThatIsPreferred() {
    var scene = Scene.page().strategy(tiers(SAME_REGION));

    assertThat(scene.reasonOf(request("a").from(US).needs("translation")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(scene.explanation(request("a").from(US), EU).cause()).isEqualTo(Cause.NOT_PREFERRED);
    assertThat(scene.down(US).reasonOf(request("a").from(US))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void sharesAnyRegionBySpareCapacity() {
    var scene =
        Scene.empty()
            .with(Scene.agentOf(US, "u", 0.5))
            .with(Scene.agentOf(EU, "e", 0))
            .with(Scene.agentOf(AP, "a", 0.5))
            .strategy(tiers(ANY_REGION));

    var shares = scene.shares(20_000);

    assertThat(shares.get(US)).isCloseTo(0.25, within(0.015));
    assertThat(shares.get(EU)).isCloseTo(0.5, within(0.015));
    assertThat(shares.get(AP)).isCloseTo(0.25, within(0.015));
  }

  private static Strategy tiers(Strategy.Tier... tiers) {
    return new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of(tiers));
  }

  private static Strategy tiers(int maxMs, Strategy.Tier... tiers) {
    return new Strategy.Latency(
        Optional.of(Duration.ofMillis(maxMs)), Duration.ZERO, Optional.empty(), List.of(tiers));
  }
}
