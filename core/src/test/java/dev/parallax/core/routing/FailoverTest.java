package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R11. */
class FailoverTest {

  @Test
  void sendsAllToThePrimaryUntilAnotherIsActive() {
    assertThat(ordered(true, US, EU, AP).regionOf(request("a").from(AP))).isEqualTo(US);
    assertThat(ordered(true, US, EU, AP).active(EU, false, 1).regionOf(request("a").from(US)))
        .isEqualTo(EU);
  }

  @Test
  void takesTheNextInOrderForARequestThatTheActiveRegionCannotServe() {
    var scene = ordered(true, US, AP, EU);

    assertThat(scene.regionOf(request("a").from(US).needs("translation"))).isEqualTo(EU);
    assertThat(scene.down(US).regionOf(request("a").from(EU))).isEqualTo(AP);
  }

  @Test
  void comesBackToThePrimaryBeforeTheLaterOnes() {
    var scene = ordered(true, US, EU, AP).active(EU, false, 1).down(EU);

    assertThat(scene.regionOf(request("a").from(EU))).isEqualTo(US);
  }

  @Test
  void believesTheNewestOfTwoActiveRegions() {
    var scene = ordered(true, US, EU, AP).active(US, false, 3).active(AP, false, 4);

    assertThat(scene.regionOf(request("a"))).isEqualTo(AP);
  }

  @Test
  void leavesOutWhatStandsNotInTheOrder() {
    var scene = ordered(true, US, EU);

    assertThat(scene.explanation(request("a"), AP).cause()).isEqualTo(Cause.NOT_IN_ORDER);
    assertThat(scene.down(US).down(EU).reasonOf(request("a"))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void staysWithASickActiveRegionIfFailoverIsNotAutomatic() {
    var scene = ordered(false, US, EU).down(US).drained(US);

    assertThat(scene.regionOf(request("a").from(AP))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").from(AP).needs("translation"))).isEqualTo(EU);
    assertThat(scene.active(EU, false, 1).regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void overridesTheHealthOfTheActiveRegionOnly() {
    var scene = ordered(false, US, EU).down(EU);

    assertThat(scene.reasonOf(request("a").needs("translation")))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void staysWithAnActiveRegionThatWasForced() {
    var scene = ordered(true, US, EU).active(EU, true, 1).down(EU);

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void sendsNothingToAForcedRegionWithoutATopic() {
    var scene =
        ordered(true, US, EU)
            .active(EU, true, 1)
            .changed(fleet -> fleet.withMissingTopics(Set.of(EU)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
  }

  private static Scene ordered(boolean automatic, String... order) {
    return Scene.page().strategy(new Strategy.Failover(List.of(order), automatic));
  }
}
