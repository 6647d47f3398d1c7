package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.affinity;
import static dev.parallax.core.routing.Given.always;
import static dev.parallax.core.routing.Given.number;
import static dev.parallax.core.routing.Given.rule;
import static dev.parallax.core.routing.Given.text;
import static dev.parallax.core.routing.Given.when;
import static dev.parallax.core.routing.Given.whenPresent;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R8. */
class AffinityTest {
  private static final Value EMPTY = new Value.Composite(true);
  private static final Value FILLED = new Value.Composite(false);

  @Test
  void takesTheFirstRuleThatMatches() {
    var scene =
        withRules(
            rule(when("input.country", text("DE"), text("FR")), EU),
            rule(when("input.type", text("financial")), US));

    assertThat(scene.regionOf(request("a").input("country", "FR").input("type", "financial")))
        .isEqualTo(EU);
    assertThat(scene.decide(request("a").input("type", "financial")).explanation().rule())
        .contains("affinity rule 2");
  }

  @Test
  void refusesWhatNoRuleMatches() {
    var scene = withRules(rule(when("input.country", text("DE")), EU));

    assertThat(scene.reasonOf(request("a").input("country", "de")))
        .isEqualTo(Reason.NO_MATCHING_RULE);
    assertThat(scene.reasonOf(request("a"))).isEqualTo(Reason.NO_MATCHING_RULE);
  }

  @Test
  void requiresAllKeysOfAMatch() {
    var match =
        new Match(
            List.of(
                new Match.Condition("input.a", Optional.of(List.of(number("1")))),
                new Match.Condition("input.b.c", Optional.of(List.of(new Literal.Bool(true))))));
    var scene = withRules(rule(match, EU), rule(always(), US));

    assertThat(scene.regionOf(request("a").input("a", 1).input("b.c", true))).isEqualTo(EU);
    assertThat(scene.regionOf(request("a").input("a", 1).input("b.c", false))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").input("a", 1))).isEqualTo(US);
  }

  @Test
  void comparesByJsonValue() {
    var scene =
        withRules(
            rule(when("input.x", number("7"), text("true"), new Literal.Null()), EU),
            rule(always(), US));

    assertThat(scene.regionOf(request("a").input("x", "7.0"))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").input("x", 7.0))).isEqualTo(EU);
    assertThat(scene.regionOf(request("a").input("x", "7"))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").input("x", true))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").input("x", "true"))).isEqualTo(EU);
    assertThat(scene.regionOf(request("a").input("x", new Value.Null()))).isEqualTo(EU);
    assertThat(scene.regionOf(request("a"))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").input("x", FILLED))).isEqualTo(US);
  }

  @Test
  void takesAStarForPresentAndNotEmpty() {
    var scene = withRules(rule(whenPresent("input.x"), EU), rule(always(), US));

    for (var present : List.of("text", 0, false, FILLED)) {
      assertThat(scene.regionOf(request("a").input("x", present))).isEqualTo(EU);
    }
    for (var empty : List.of("", EMPTY, new Value.Null(), new Value.Absent())) {
      assertThat(scene.regionOf(request("a").input("x", empty))).isEqualTo(US);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pattern", "priority", "originRegion", "metadata.team"})
  void matchesOnWhatStandsBesideTheInput(String key) {
    var scene =
        withRules(rule(when(key, text("eu-west-1")), EU), rule(always(), AP))
            .with(Given.pattern("eu-west-1", dev.parallax.core.fleet.Pattern.Agents.any(Set.of())));
    var full = request("a").pattern(EU).priority(EU).from(EU).metadata("team", EU);

    assertThat(scene.regionOf(full)).isEqualTo(EU);
    assertThat(scene.regionOf(request("a"))).isEqualTo(AP);
  }

  @Test
  void readsTheRegionFromTheInput() {
    var scene = withRules(fromInput(Optional.empty()), rule(always(), US));

    assertThat(scene.regionOf(request("a").input("where", AP))).isEqualTo(AP);
  }

  @Test
  void refusesATemplateThatGivesNoDefinedRegionWhateverTheFallback() {
    for (var fallback :
        List.of(Optional.<Strategy.Tier>empty(), Optional.of(Strategy.Tier.ANY_REGION))) {
      var scene = withRules(fromInput(fallback));

      for (var value : List.of("mars-1", "auto", "*", "", 7, FILLED, new Value.Null())) {
        var refusal = scene.refusal(request("a").input("where", value));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_REGION);
        assertThat(refusal.message()).contains("$input.where").doesNotContain("mars-1");
      }
      assertThat(scene.reasonOf(request("a"))).isEqualTo(Reason.UNKNOWN_REGION);
    }
  }

  @Test
  void isStrict() {
    var scene = withRules(rule(always(), EU)).down(EU);

    assertThat(scene.reasonOf(request("a"))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(scene.explanation(request("a"), US).why())
        .isEqualTo("affinity rule 1 names other regions");
  }

  @Test
  void fallsBackToTheNearestWhereTheRuleSaysSo() {
    var fallback =
        new Strategy.Affinity.Rule(
            always(),
            new Strategy.Where.Listed(List.of(EU)),
            Set.of(),
            Optional.of(Strategy.Tier.NEAREST_REGION));
    var scene = withRules(fallback);

    assertThat(scene.regionOf(request("a").from(AP))).isEqualTo(EU);
    assertThat(scene.down(EU).regionOf(request("a").from(AP))).isEqualTo(AP);
  }

  @Test
  void takesTheNearestOfSeveral() {
    var scene = withRules(rule(always(), EU, AP));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(scene.regionOf(request("a").from(AP))).isEqualTo(AP);
  }

  @Test
  void addsTheRulesCapabilities() {
    var rule =
        new Strategy.Affinity.Rule(
            always(), new Strategy.Where.All(), Set.of("translation"), Optional.empty());

    assertThat(withRules(rule).regionOf(request("a").from(US))).isEqualTo(EU);
  }

  @Test
  void sharesWhatARuleLeavesByWeightIfWeightsDecide() {
    var weights = new Strategy.Weighted(Map.of(US, 98.0, EU, 1.0, AP, 1.0));
    var scene =
        Scene.page()
            .strategy(new Strategy.Affinity(List.of(rule(always(), EU, AP)), Optional.of(weights)));

    assertThat(scene.shares(10_000).get(EU)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void takesTheFailoverOrderAmongWhatARuleLeaves() {
    var order = new Strategy.Failover(List.of(US, AP, EU), true);
    var scene =
        Scene.page()
            .strategy(new Strategy.Affinity(List.of(rule(always(), EU, AP)), Optional.of(order)));

    assertThat(scene.regionOf(request("a").from(EU))).isEqualTo(AP);
    assertThat(scene.active(EU, false, 1).regionOf(request("a").from(US))).isEqualTo(EU);
  }

  private static Strategy.Affinity.Rule fromInput(Optional<Strategy.Tier> fallback) {
    return new Strategy.Affinity.Rule(
        always(), new Strategy.Where.FromInput("where"), Set.of(), fallback);
  }

  private static Scene withRules(Strategy.Affinity.Rule... rules) {
    return Scene.page().strategy(affinity(rules));
  }
}
