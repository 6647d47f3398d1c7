package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.affinity;
import static dev.parallax.core.routing.Given.always;
import static dev.parallax.core.routing.Given.latency;
import static dev.parallax.core.routing.Given.pattern;
import static dev.parallax.core.routing.Given.rule;
import static dev.parallax.core.routing.Given.text;
import static dev.parallax.core.routing.Given.when;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R17: which refusals may pass. */
class HoldableTest {
  private static final Match EU_DATA = when("input.residency", text("eu"));

  @Test
  void mayPassWhenRegionsAgentsOrLatenciesAreMissing() {
    var sick = Scene.page().down(EU);
    var bounded = Scene.page().strategy(latency(Optional.of(50), 0, Optional.empty()));
    var many = Scene.page().with(pattern("many", agents(20)));

    assertHeld(sick, request("a").needs("translation"), Reason.NO_ELIGIBLE_REGION);
    assertHeld(sick, request("a").needs("nobody can"), Reason.NO_ELIGIBLE_AGENT);
    assertHeld(many, request("a").pattern("many"), Reason.INSUFFICIENT_AGENTS);
    assertHeld(bounded, request("a").from(US).needs("translation"), Reason.LATENCY_EXCEEDED);
  }

  @Test
  void mayPassWhenThePatternOrItsVersionIsNotKnownYet() {
    var scene = Scene.page().with(pattern("known", agents(1)));

    assertHeld(scene, request("a").pattern("unknown"), Reason.UNKNOWN_PATTERN);
    assertHeld(scene, request("a").pattern("known").version("2.0.0"), Reason.UNKNOWN_PATTERN);
  }

  @Test
  void neverPassesByItselfWhenTheRequestOrTheRulesAreWrong() {
    var caller =
        new dev.parallax.core.config.Strategy.Affinity.Rule(
            always(),
            new dev.parallax.core.config.Strategy.Where.FromInput("where"),
            Set.of(),
            Optional.empty());
    var unmatched = Scene.page().strategy(affinity(rule(EU_DATA, EU)));

    assertNotHeld(Scene.page(), request("a").from("nowhere"), Reason.INVALID_REQUEST);
    assertNotHeld(unmatched, request("a"), Reason.NO_MATCHING_RULE);
    assertNotHeld(
        Scene.page().strategy(affinity(caller)),
        request("a").input("where", "nowhere"),
        Reason.UNKNOWN_REGION);
  }

  @Test
  void waitsForItsResidencyRegionToBeWellAndStaffed() {
    assertHeld(bound().down(EU), euData(), Reason.RESIDENCY);
    assertHeld(bound().drained(EU), euData(), Reason.RESIDENCY);
    assertHeld(bound(), euData().needs("analysis"), Reason.RESIDENCY);
    assertHeld(bound().evacuated(EU, US), euData(), Reason.RESIDENCY);
  }

  @Test
  void doesNotWaitWhereResidencyAndTheOtherRulesExcludeEachOther() {
    var literal = Scene.page().with(pattern("us", in(US))).residency(EU_DATA, EU);
    var home = bound().withoutCrossRegion();
    var ruled = bound().strategy(affinity(rule(always(), US))).down(EU);

    assertNotHeld(literal, euData().pattern("us"), Reason.RESIDENCY);
    assertNotHeld(home, euData().from(US), Reason.RESIDENCY);
    assertNotHeld(ruled, euData(), Reason.RESIDENCY);
    assertNotHeld(bound().serving(US, AP), euData(), Reason.RESIDENCY);
  }

  @Test
  void doesNotWaitForADistributionThatLeavesTheResidencyRegions() {
    var spread = bound().with(pattern("spread", across(US, EU))).down(EU);
    var inside =
        Scene.page()
            .residency(EU_DATA, EU, AP)
            .with(pattern("inside", across(EU, AP)))
            .evacuated(AP, US);

    assertThat(refusal(spread.health(EU, dev.parallax.core.fleet.Health.HEALTHY), "spread"))
        .isEqualTo(tuple(Reason.RESIDENCY, false));
    assertThat(refusal(inside, "inside")).isEqualTo(tuple(Reason.INSUFFICIENT_AGENTS, true));
  }

  @Test
  void doesNotWaitForALatencyToFallInsideItsResidencyRegions() {
    var far = bound().strategy(latency(Optional.of(50), 0, Optional.empty()));

    assertNotHeld(far, euData().from(US), Reason.RESIDENCY);
    // It is beyond the bound as well: it would not do when it is back.
    assertNotHeld(far.down(EU), euData().from(US), Reason.RESIDENCY);
    assertHeld(
        far.residency(EU_DATA, EU, AP).measured(US, AP, 50).down(AP),
        euData().from(US),
        Reason.RESIDENCY);
  }

  @Test
  void doesNotWaitForAResidencyRuleToBeWritten() {
    var strict = new Residency(List.of(new Residency.Rule(EU_DATA, List.of(EU), Set.of())), true);

    assertNotHeld(Scene.page().residency(strict), request("a"), Reason.RESIDENCY);
  }

  private static Scene bound() {
    return Scene.page().residency(EU_DATA, EU);
  }

  private static Wanted euData() {
    return request("a").input("residency", "eu");
  }

  private static void assertHeld(Scene scene, Wanted wanted, Reason reason) {
    assertThat(scene.refusal(wanted))
        .extracting(Unroutable::reason, Unroutable::holdable)
        .containsExactly(reason, true);
  }

  private static void assertNotHeld(Scene scene, Wanted wanted, Reason reason) {
    assertThat(scene.refusal(wanted))
        .extracting(Unroutable::reason, Unroutable::holdable)
        .containsExactly(reason, false);
  }

  private static org.assertj.core.groups.Tuple refusal(Scene scene, String pattern) {
    var refused = scene.refusal(euData().pattern(pattern));
    return tuple(refused.reason(), refused.holdable());
  }

  private static Pattern.Agents agents(int min) {
    return new Pattern.Agents(
        Set.of(), min, OptionalInt.empty(), new RegionWish.Auto(), Optional.empty());
  }

  private static Pattern.Agents in(String region) {
    return new Pattern.Agents(
        Set.of(), 1, OptionalInt.empty(), new RegionWish.Literal(region), Optional.empty());
  }

  private static Pattern.Agents across(String... regions) {
    return new Pattern.Agents(
        Set.of(),
        1,
        OptionalInt.empty(),
        new RegionWish.Auto(),
        Optional.of(new Pattern.Distribution(List.of(regions), 1)));
  }
}
