package dev.parallax.core.routing;

import static dev.parallax.core.routing.Given.affinity;
import static dev.parallax.core.routing.Given.rule;
import static dev.parallax.core.routing.Given.text;
import static dev.parallax.core.routing.Given.when;
import static dev.parallax.core.routing.Given.whenPresent;
import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {

  @Test
  void listsThePathsThatItsRulesAndTemplatesRead() {
    var template =
        new Strategy.Affinity.Rule(
            whenPresent("input.b"),
            new Strategy.Where.FromInput("c.d"),
            Set.of(),
            Optional.empty());
    var scene =
        Scene.page()
            .strategy(affinity(template, rule(when("metadata.x", text("y")), EU)))
            .residency(when("input.a", text("1")), EU);

    assertThat(scene.router().inputPaths()).containsExactly("a", "b", "c.d");
    assertThat(Scene.page().router().inputPaths()).isEmpty();
  }

  @Test
  void refusesAConfigurationThatContradictsItself() {
    var undefined =
        List.of(
            new Strategy.Weighted(Map.of("mars-1", 1.0)),
            new Strategy.Failover(List.of(AP, "mars-1"), true),
            new Strategy.Capability(Map.of("mars-1", Set.of()), true),
            affinity(rule(Given.always(), "mars-1")));

    for (var strategy : undefined) {
      assertThatThrownBy(() -> Scene.page().strategy(strategy).router())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("region is not defined: mars-1");
    }
  }

  @Test
  void keepsNothingOfAnInputButItsValues() {
    assertThat(Input.of(Map.of())).isSameAs(Input.NONE);
    assertThat(Input.of(Map.of("a.b", new Value.Null())).at("a.b")).isEqualTo(new Value.Null());
    assertThat(Input.NONE.at("a.b")).isEqualTo(new Value.Absent());
  }
}
