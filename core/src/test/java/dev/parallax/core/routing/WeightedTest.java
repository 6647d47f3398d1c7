package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.config.Strategy;
import java.util.Map;
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

  private static Scene weighted(double us, double eu, double ap) {
    return Scene.page().strategy(new Strategy.Weighted(Map.of(US, us, EU, eu, AP, ap)));
  }
}
