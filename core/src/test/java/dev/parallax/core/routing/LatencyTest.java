package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.latency;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Health;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R6. */
class LatencyTest {
  private static final Optional<Integer> UNBOUNDED = Optional.empty();
  private static final Optional<Strategy.Tier> NO_FALLBACK = Optional.empty();

  @Test
  void takesTheOriginWhoseOwnLatencyIsZeroUnlessMeasured() {
    assertThat(Scene.page().regionOf(request("a").from(AP))).isEqualTo(AP);
    assertThat(Scene.page().explanation(request("a").from(AP), AP).latencyMs()).hasValue(0);
  }

  @Test
  void takesTheNearestThatHasTheCapability() {
    assertThat(Scene.page().regionOf(request("a").from(AP).needs("translation"))).isEqualTo(EU);
  }

  @Test
  void subtractsTheBonusForTheOriginOnly() {
    var scene = usMeasures(60, 20, 180).strategy(latency(UNBOUNDED, 50, NO_FALLBACK));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
    assertThat(scene.explanation(request("a").from(US), US).score()).hasValue(10);
    assertThat(scene.explanation(request("a").from(US), EU).score()).hasValue(20);
  }

  @Test
  void leavesTheOriginWhenItIsSlowerThanTheBonusAllows() {
    var scene = usMeasures(80, 20, 180).strategy(latency(UNBOUNDED, 50, NO_FALLBACK));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void boundsTheRawLatencyInclusively() {
    var scene = usMeasures(220, 200, 201).strategy(latency(Optional.of(200), 50, NO_FALLBACK));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
    // The score of the origin, 170, is the best; but its latency is beyond the bound.
    assertThat(scene.explanation(request("a").from(US), US).score()).hasValue(170);
  }

  @Test
  void refusesWhatIsBeyondTheBound() {
    var scene = usMeasures(400, 355, 380).strategy(latency(Optional.of(100), 50, NO_FALLBACK));

    assertThat(scene.reasonOf(request("a").from(US))).isEqualTo(Reason.LATENCY_EXCEEDED);
    assertThat(scene.explanation(request("a").from(US), EU).why())
        .isEqualTo("its latency of 355 ms is beyond the bound");
  }

  @Test
  void fallsBackToAnyRegionByTheSameScore() {
    var scene =
        usMeasures(400, 355, 380)
            .strategy(latency(Optional.of(100), 50, Optional.of(Strategy.Tier.ANY_REGION)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
  }

  @Test
  void fallsBackToAnyRegionEvenIfNoneIsMeasured() {
    var scene =
        Scene.empty()
            .agents(EU, 1)
            .strategy(latency(Optional.of(100), 0, Optional.of(Strategy.Tier.ANY_REGION)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void fallsBackToTheNearestOnlyAmongMeasuredOnes() {
    var scene =
        Scene.empty()
            .agents(EU, 1)
            .agents(AP, 1)
            .measured(US, AP, 300)
            .strategy(latency(Optional.of(100), 0, Optional.of(Strategy.Tier.NEAREST_REGION)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(AP);
    assertThat(scene.reasonOf(request("a").from(EU).needs("nothing has this")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(Scene.empty().agents(EU, 1).strategy(scene.config().routing().strategy()))
        .extracting(alone -> alone.reasonOf(request("a").from(US)))
        .isEqualTo(Reason.LATENCY_EXCEEDED);
  }

  @Test
  void fallsBackToTheOriginAlone() {
    var strategy = latency(Optional.of(100), 0, Optional.of(Strategy.Tier.SAME_REGION));

    assertThat(usMeasures(400, 355, 380).strategy(strategy).regionOf(request("a").from(US)))
        .isEqualTo(US);
    assertThat(
            usMeasures(400, 355, 380).strategy(strategy).down(US).reasonOf(request("a").from(US)))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void putsAnUnmeasuredRegionAfterEveryMeasuredOneAndBeyondAnyBound() {
    var scene = Scene.empty().agents(EU, 1).agents(AP, 1).measured(US, AP, 900);

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(AP);
    assertThat(Scene.empty().agents(EU, 1).regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(
            Scene.empty()
                .agents(EU, 1)
                .strategy(latency(Optional.of(1_000_000), 0, NO_FALLBACK))
                .reasonOf(request("a").from(US)))
        .isEqualTo(Reason.LATENCY_EXCEEDED);
  }

  @Test
  void breaksTiesByHealthThenByConfigurationOrder() {
    var tied = Scene.empty().agents(EU, 1).agents(AP, 1).apart(US, EU, 50).apart(US, AP, 50);

    assertThat(tied.health(EU, Health.HEALTHY).health(AP, Health.HEALTHY))
        .extracting(scene -> scene.regionOf(request("a").from(US)))
        .isEqualTo(EU);
    assertThat(tied.health(EU, Health.DEGRADED))
        .extracting(scene -> scene.regionOf(request("a").from(US)))
        .isEqualTo(AP);
    assertThat(tied.health(EU, Health.UNKNOWN, Health.HEALTHY))
        .extracting(scene -> scene.regionOf(request("a").from(US)))
        .isEqualTo(AP);
  }

  @Test
  void prefersANearerDegradedRegionToAFartherHealthyOne() {
    var scene = Scene.page().down(US).health(EU, Health.DEGRADED).health(AP, Health.HEALTHY);

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
  }

  private static Scene usMeasures(double us, double eu, double ap) {
    return Scene.page().measured(US, US, us).measured(US, EU, eu).measured(US, AP, ap);
  }
}
