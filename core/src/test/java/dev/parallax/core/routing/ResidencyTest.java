package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.affinity;
import static dev.parallax.core.routing.Given.always;
import static dev.parallax.core.routing.Given.rule;
import static dev.parallax.core.routing.Given.text;
import static dev.parallax.core.routing.Given.when;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R5, and R20 as far as it is about residency. */
class ResidencyTest {
  private static final Match EU_DATA = when("input.residency", text("eu"));

  @Test
  void bindsWhatMatchesBeforeAnyStrategy() {
    var scene = Scene.page().residency(EU_DATA, EU, AP);

    assertThat(scene.regionOf(bound().from(US))).isEqualTo(EU);
    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
    assertThat(scene.decide(bound()).explanation().rule()).contains("residency rule 1");
    assertThat(scene.explanation(bound(), US).why())
        .isEqualTo("residency rule 1 does not allow it");
  }

  @Test
  void neverFallsOpen() {
    var fallback = latencyWithFallback();
    var scene = Scene.page().strategy(fallback).residency(EU_DATA, EU).down(EU);

    assertThat(scene.reasonOf(bound().from(EU))).isEqualTo(Reason.RESIDENCY);
  }

  @Test
  void outranksACallersWishAFailoverAndAnEvacuation() {
    var wish =
        new Strategy.Affinity.Rule(
            always(), new Strategy.Where.FromInput("where"), Set.of(), Optional.empty());
    var failover = new Strategy.Failover(List.of(US, EU), false);

    assertThat(page(affinity(wish)).reasonOf(bound().input("where", US)))
        .isEqualTo(Reason.RESIDENCY);
    assertThat(page(failover).active(US, true, 1).regionOf(bound().from(US))).isEqualTo(EU);
    assertThat(page(affinity(rule(always(), EU))).evacuated(EU, US).reasonOf(bound()))
        .isEqualTo(Reason.RESIDENCY);
    assertThat(page(affinity(rule(always(), US))).evacuated(US, EU).regionOf(bound()))
        .isEqualTo(EU);
  }

  @Test
  void refusesWhatNoRuleMatchesIfToldTo() {
    var strict = new Residency(List.of(new Residency.Rule(EU_DATA, List.of(EU), Set.of())), true);
    var scene = Scene.page().residency(strict);

    assertThat(scene.reasonOf(request("a").input("residency", "EU"))).isEqualTo(Reason.RESIDENCY);
    assertThat(scene.explanation(request("a"), EU).why())
        .isEqualTo("no residency rule matches, and unmatched is refuse");
    assertThat(scene.regionOf(bound())).isEqualTo(EU);
  }

  @Test
  void isNotBlamedForWhatNoRegionCouldDo() {
    var scene = Scene.page().residency(EU_DATA, EU);

    assertThat(scene.reasonOf(bound().needs("nobody can"))).isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(scene.reasonOf(bound().pattern("none"))).isEqualTo(Reason.UNKNOWN_PATTERN);
    assertThat(scene.reasonOf(bound().needs("analysis"))).isEqualTo(Reason.RESIDENCY);
    assertThat(scene.down(US).down(EU).down(AP).reasonOf(bound()))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void isBlamedForTheCapabilitiesThatItAdds() {
    var rules =
        new Residency(List.of(new Residency.Rule(EU_DATA, List.of(EU), Set.of("gdpr"))), false);

    assertThat(Scene.page().residency(rules).reasonOf(bound())).isEqualTo(Reason.RESIDENCY);
    assertThat(Scene.page().residency(rules).agent(EU, "g", "gdpr").targets(bound()))
        .extracting(Target::agentId)
        .containsExactly("g");
  }

  @Test
  void takesTheFirstRuleThatMatches() {
    var rules =
        new Residency(
            List.of(
                new Residency.Rule(EU_DATA, List.of(EU), Set.of()),
                new Residency.Rule(always(), List.of(AP), Set.of())),
            false);

    assertThat(Scene.page().residency(rules).regionOf(bound())).isEqualTo(EU);
    assertThat(Scene.page().residency(rules).regionOf(request("a"))).isEqualTo(AP);
  }

  @Test
  void keepsADistributionAndAPatternsOwnRegionInside() {
    var spread =
        new Pattern.Agents(
            Set.of(),
            1,
            OptionalInt.empty(),
            new RegionWish.Auto(),
            Optional.of(new Pattern.Distribution(List.of(US, EU), 1)));
    var literal =
        new Pattern.Agents(
            Set.of(), 1, OptionalInt.empty(), new RegionWish.Literal(US), Optional.empty());
    var scene =
        Scene.page()
            .with(Given.pattern("spread", spread))
            .with(Given.pattern("literal", literal))
            .residency(EU_DATA, EU);

    assertThat(scene.reasonOf(bound().pattern("spread"))).isEqualTo(Reason.RESIDENCY);
    assertThat(scene.reasonOf(bound().pattern("literal"))).isEqualTo(Reason.RESIDENCY);
  }

  private static Scene page(Strategy strategy) {
    return Scene.page().strategy(strategy).residency(EU_DATA, EU);
  }

  private static Strategy latencyWithFallback() {
    return Given.latency(Optional.of(1), 50, Optional.of(Strategy.Tier.ANY_REGION));
  }

  private static Wanted bound() {
    return request("a").input("residency", "eu");
  }
}
