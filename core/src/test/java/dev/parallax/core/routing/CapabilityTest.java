package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Strategy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R9. */
class CapabilityTest {
  private static final Map<String, Set<String>> DECLARED =
      Map.of(
          EU, Set.of("translation", "gdpr-compliant"),
          US, Set.of("classification", "analysis"),
          AP, Set.of("analysis", "multilingual"));

  @Test
  void goesOnlyWhereAllIsDeclaredIfTheMatchIsExact() {
    var scene = Scene.page().strategy(new Strategy.Capability(DECLARED, true));

    assertThat(scene.regionOf(request("a").from(US).needs("translation", "gdpr-compliant")))
        .isEqualTo(EU);
    assertThat(scene.reasonOf(request("a").from(US).needs("classification", "multilingual")))
        .isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(scene.explanation(request("a").needs("classification"), EU).cause())
        .isEqualTo(Cause.NOT_DECLARED);
  }

  @Test
  void takesTheNearestOfThoseThatDeclareAll() {
    var scene = Scene.page().strategy(new Strategy.Capability(DECLARED, true));

    assertThat(scene.regionOf(request("a").from(EU).needs("analysis"))).isEqualTo(US);
    assertThat(scene.regionOf(request("a").from(EU))).isEqualTo(EU);
  }

  @Test
  void prefersTheRegionThatDeclaresMore() {
    var scene =
        Scene.page()
            .strategy(
                new Strategy.Capability(
                    Map.of(AP, Set.of("analysis", "classification"), US, Set.of("analysis")),
                    false));

    assertThat(scene.regionOf(request("a").from(US).needs("classification", "analysis")))
        .isEqualTo(AP);
    assertThat(scene.explanation(request("a").needs("classification", "analysis"), AP).score())
        .hasValue(2);
    assertThat(scene.regionOf(request("a").from(EU).needs("classification"))).isEqualTo(AP);
    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(US);
  }

  @Test
  void addsWhatTheRegionDeclaresToWhatItsAgentsOffer() {
    var scene =
        Scene.page().strategy(new Strategy.Capability(Map.of(AP, Set.of("multilingual")), false));

    assertThat(scene.regionOf(request("a").from(US).needs("classification", "multilingual")))
        .isEqualTo(AP);
    assertThat(scene.reasonOf(request("a").needs("translation", "multilingual")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
  }
}
