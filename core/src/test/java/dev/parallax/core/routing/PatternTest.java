package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.affinity;
import static dev.parallax.core.routing.Given.always;
import static dev.parallax.core.routing.Given.rule;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R12 as far as regions go, R13, R14, R21. */
class PatternTest {

  @Test
  void takesAPatternsRegionStrictly() {
    var scene = withRegion("eu-west-1");

    assertThat(scene.regionOf(asked().from(US))).isEqualTo(EU);
    assertThat(scene.explanation(asked(), US).cause()).isEqualTo(Cause.PATTERN_REGION);
    assertThat(scene.down(EU).reasonOf(asked())).isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(scene.reasonOf(asked().needs("analysis"))).isEqualTo(Reason.NO_ELIGIBLE_AGENT);
  }

  @Test
  void refusesAPatternWhoseRegionIsNotDefined() {
    assertThat(withRegion("eu-west-9").reasonOf(asked())).isEqualTo(Reason.UNKNOWN_REGION);
  }

  @Test
  void takesTheLeftSideOfATemplateIfItIsPresent() {
    var scene = withRegion("$input.where || \"ap-south-1\"");

    assertThat(scene.regionOf(asked().input("where", EU))).isEqualTo(EU);
    assertThat(scene.regionOf(asked())).isEqualTo(AP);
    assertThat(scene.regionOf(asked().input("where", ""))).isEqualTo(AP);
    assertThat(scene.regionOf(asked().input("where", new Value.Null()))).isEqualTo(AP);
    assertThat(scene.reasonOf(asked().input("where", "mars-1"))).isEqualTo(Reason.UNKNOWN_REGION);
    assertThat(scene.reasonOf(asked().input("where", 7))).isEqualTo(Reason.UNKNOWN_REGION);
  }

  @Test
  void letsTheStrategyChooseWhereATemplateSaysAuto() {
    var scene = withRegion("$input.where || \"auto\"");

    assertThat(scene.regionOf(asked().from(AP))).isEqualTo(AP);
    assertThat(scene.regionOf(asked().from(AP).input("where", "auto"))).isEqualTo(AP);
  }

  @Test
  void refusesATemplateThatGivesNothing() {
    assertThat(withRegion("$input.where").reasonOf(asked())).isEqualTo(Reason.UNKNOWN_REGION);
  }

  @Test
  void takesSeveralAgentsOfOneRegion() {
    var scene = Scene.page().with(Given.pattern("p", wanted(7, OptionalInt.empty())));

    assertThat(scene.regionsOf(asked().from(US))).isEqualTo(Collections.nCopies(7, US));
    assertThat(scene.targets(asked().from(US))).extracting(Target::agentId).doesNotHaveDuplicates();
    assertThat(scene.targets(asked().from(US)))
        .extracting(Target::slot)
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
    // AP has 6, fewer than needed.
    assertThat(scene.regionOf(asked().from(AP))).isEqualTo(EU);
    assertThat(scene.explanation(asked(), AP).cause()).isEqualTo(Cause.TOO_FEW_AGENTS);
  }

  @Test
  void takesUpToTheMaximumIfThereIsOne() {
    var scene = Scene.page().with(Given.pattern("p", wanted(2, OptionalInt.of(8))));

    assertThat(scene.regionsOf(asked().from(US))).hasSize(8);
    assertThat(scene.regionsOf(asked().from(AP))).isEqualTo(Collections.nCopies(6, AP));
  }

  @Test
  void saysThatThereAreTooFew() {
    var scene = Scene.page().with(Given.pattern("p", wanted(11, OptionalInt.empty())));

    assertThat(scene.reasonOf(asked())).isEqualTo(Reason.INSUFFICIENT_AGENTS);
  }

  @Test
  void takesAgentsInEachRegionOfADistribution() {
    var scene = Scene.page().with(Given.pattern("p", spread(1, OptionalInt.empty(), 2, US, EU)));

    assertThat(scene.regionsOf(asked())).containsExactly(US, US, EU, EU);
    assertThat(scene.explanation(asked(), AP).cause()).isEqualTo(Cause.NOT_IN_DISTRIBUTION);
    assertThat(scene.explanation(asked(), EU).chosen()).isEqualTo(2);
  }

  @Test
  void addsAgentsBeyondTheSumOverTheNamedRegions() {
    var scene = Scene.page().with(Given.pattern("p", spread(5, OptionalInt.empty(), 1, US, EU)));
    var most = Scene.page().with(Given.pattern("p", spread(1, OptionalInt.of(30), 1, EU, AP)));

    assertThat(scene.regionsOf(asked())).hasSize(5).contains(US, EU).doesNotContain(AP);
    assertThat(scene.targets(asked())).extracting(Target::agentId).doesNotHaveDuplicates();
    assertThat(most.regionsOf(asked())).hasSize(14);
    assertThat(
            Scene.page()
                .with(Given.pattern("p", spread(19, OptionalInt.empty(), 1, US, EU)))
                .refusal(asked())
                .message())
        .contains("18 eligible agents together, 19 needed");
  }

  @Test
  void namesTheRegionOfADistributionAndBothNumbers() {
    var scene =
        Scene.empty()
            .agents(US, 5)
            .agents(EU, 2)
            .with(Given.pattern("p", spread(1, OptionalInt.empty(), 3, US, EU)));

    assertThat(scene.refusal(asked()))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.INSUFFICIENT_AGENTS))
        .extracting(Unroutable::message)
        .asString()
        .startsWith("eu-west-1 has 2 eligible agents, 3 needed (R14)");
  }

  @Test
  void countsNoAgentsOfARegionThatIsSickOrEvacuated() {
    var sick = distributed().down(AP).refusal(asked());
    var evacuated = distributed().evacuated(AP, US).refusal(asked());
    var drained = distributed().drained(AP).refusal(asked());

    for (var refusal : List.of(sick, evacuated, drained)) {
      assertThat(refusal.reason()).isEqualTo(Reason.INSUFFICIENT_AGENTS);
      assertThat(refusal.message()).startsWith("ap-south-1 has 0 eligible agents, 1 needed");
    }
  }

  @Test
  void heedsBansButNotPreferencesOfTheStrategyInADistribution() {
    var failover = new Strategy.Failover(List.of(US, EU), true);
    var preferences =
        new Strategy.Latency(
            Optional.empty(),
            java.time.Duration.ZERO,
            Optional.empty(),
            List.of(Strategy.Tier.SAME_REGION));

    assertThat(distributed().strategy(failover).regionsOf(asked())).contains(US, EU, AP);
    assertThat(distributed().strategy(preferences).regionsOf(asked())).contains(US, EU, AP);
    assertThat(distributed().strategy(affinity(rule(always(), US, EU))).reasonOf(asked()))
        .isEqualTo(Reason.INSUFFICIENT_AGENTS);
  }

  @Test
  void refusesAnUnknownPatternOrVersion() {
    var scene = Scene.page().with(Given.pattern("p", wanted(1, OptionalInt.empty())));

    assertThat(scene.reasonOf(request("a").pattern("q"))).isEqualTo(Reason.UNKNOWN_PATTERN);
    assertThat(scene.reasonOf(asked().version("2.0.0"))).isEqualTo(Reason.UNKNOWN_PATTERN);
    assertThat(scene.decide(asked().version("1.0.0")).explanation().patternVersion())
        .contains("1.0.0");
    assertThat(scene.decide(asked()).explanation().patternVersion()).contains("1.0.0");
  }

  private static Scene distributed() {
    return Scene.page().with(Given.pattern("p", spread(1, OptionalInt.empty(), 1, US, EU, AP)));
  }

  private static Scene withRegion(String region) {
    return Scene.page()
        .with(
            Given.pattern(
                "p",
                new Pattern.Agents(
                    Set.of(), 1, OptionalInt.empty(), RegionWish.parse(region), Optional.empty())));
  }

  private static Pattern.Agents wanted(int min, OptionalInt max) {
    return new Pattern.Agents(Set.of(), min, max, new RegionWish.Auto(), Optional.empty());
  }

  private static Pattern.Agents spread(int min, OptionalInt max, int each, String... regions) {
    return new Pattern.Agents(
        Set.of(),
        min,
        max,
        new RegionWish.Auto(),
        Optional.of(new Pattern.Distribution(List.of(regions), each)));
  }

  private static Wanted asked() {
    return request("a").pattern("p");
  }
}
