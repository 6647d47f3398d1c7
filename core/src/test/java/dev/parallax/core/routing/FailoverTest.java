package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.NOW;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.config.Match;
import dev.parallax.core.config.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

  /** F8. */
  @Test
  void holdsWhatIsFreeWhereNoMajorityIsHeardButWhatTheActiveRegionServes() {
    var alone = ordered(true, US, EU, AP).unreachable(US, EU);

    assertThat(alone.reasonOf(request("a").from(AP))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(alone.explanation(request("a").from(AP), AP).cause()).isEqualTo(Cause.NO_MAJORITY);
    assertThat(alone.active(AP, false, 1).regionOf(request("a").from(AP))).isEqualTo(AP);
    assertThat(ordered(true, US, EU, AP).unreachable(US).regionOf(request("a").from(AP)))
        .isEqualTo(EU);
  }

  @Test
  void servesWhatIsBoundToItWhereNoMajorityIsHeard() {
    var alone = ordered(true, US, EU, AP).unreachable(US, EU).residency(new Match(List.of()), AP);

    assertThat(alone.regionOf(request("a").from(AP))).isEqualTo(AP);
  }

  @Test
  void isNoMinorityForARequestThatTheOthersSentBack() {
    var scene = ordered(true, US, EU, AP);
    scene.fleet = scene.fleet.sentBackBy(Set.of(US, EU));

    assertThat(scene.regionOf(request("a").from(AP))).isEqualTo(AP);
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

  @Test
  void givesAReturningRegionAShareThatGrowsFromATenth() {
    var scene = ordered(true, US, EU, AP).active(US, false, 2).ramping(US, EU, 60_000);

    assertThat(scene.at(NOW - 5_000).shares(20_000).get(US)).isCloseTo(0.1, within(0.01));
    assertThat(scene.at(NOW).shares(20_000).get(US)).isCloseTo(0.1, within(0.01));
    assertThat(scene.at(NOW + 30_000).shares(20_000).get(US)).isCloseTo(0.55, within(0.015));
    assertThat(scene.at(NOW + 30_000).shares(20_000).get(EU)).isCloseTo(0.45, within(0.015));
    assertThat(scene.at(NOW + 60_000).shares(1_000)).containsOnlyKeys(US);
  }

  @Test
  void leavesWhatTheRegionBeforeCannotTakeToTheReturningOne() {
    var scene = ordered(true, US, EU, AP).active(US, false, 2).ramping(US, EU, 60_000).at(NOW);

    assertThat(scene.down(EU).shares(1_000)).containsOnlyKeys(US);
    assertThat(scene.residency(new Match(List.of()), US).shares(1_000)).containsOnlyKeys(US);
  }

  @Test
  void explainsARamp() {
    var scene =
        ordered(true, US, EU, AP).active(US, false, 2).ramping(US, EU, 60_000).at(NOW + 30_000);

    assertThat(scene.explanation(request("a"), US).remark())
        .hasValue("comes back, and takes 55% of the executions by their hash (F3)");
    assertThat(scene.explanation(request("a"), EU).remark())
        .hasValue("keeps what us-east-1 does not take yet, which takes 55% (F3)");
    assertThat(scene.explanation(request("a"), AP).remark()).isEmpty();
    assertThat(scene.at(NOW + 60_000).explanation(request("a"), US).remark()).isEmpty();
  }

  @Test
  void choosesAgentsWithinTheReturningRegionAsEver() {
    var ramping = ordered(true, US, EU).active(US, false, 2).ramping(US, EU, 60_000).at(NOW);
    var chosen = new HashMap<String, Integer>();
    for (int i = 0; i < 50_000; i++) {
      var target = ramping.targets(request("e-" + i)).get(0);
      if (target.region().equals(US)) {
        chosen.merge(target.agentId(), 1, Integer::sum);
      }
    }

    // 10 agents alike share some 5,000 executions: each has 500, give or take 4 standard
    // deviations.
    assertThat(chosen).hasSize(10);
    assertThat(chosen.values()).allMatch(count -> Math.abs(count - 500) < 90);
  }

  @Property(tries = 300)
  void changesTheRouteOfAnExecutionOnceWhileTheShareGrows(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int duration) {
    var scene = ordered(true, US, EU, AP).active(US, false, 2).ramping(US, EU, duration);
    var routes = new ArrayList<String>();
    for (long now = NOW - 100; now <= NOW + duration; now += Math.max(1, duration / 50)) {
      routes.add(scene.at(now).regionOf(request("e-" + seed)));
    }
    routes.add(scene.at(NOW + duration).regionOf(request("e-" + seed)));

    int first = routes.indexOf(US);
    assertThat(routes.subList(0, first)).allMatch(EU::equals);
    assertThat(routes.subList(first, routes.size())).allMatch(US::equals);
  }

  private static Scene ordered(boolean automatic, String... order) {
    return Scene.page().strategy(new Strategy.Failover(List.of(order), automatic));
  }
}
