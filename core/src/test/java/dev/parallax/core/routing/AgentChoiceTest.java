package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Scene.agentOf;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.fleet.RegionWish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R12. */
class AgentChoiceTest {

  @Test
  void sharesBySpareCapacityAcrossCapabilitySets() {
    var scene =
        Scene.empty()
            .with(agentOf(US, "idle", 0, "x"))
            .with(agentOf(US, "half", 0.5, "x", "y"))
            .with(agentOf(US, "busy", 0.75, "x", "z"))
            .with(agentOf(US, "other", 0, "y"));

    var shares = shares(scene, 20_000);

    assertThat(shares.get("idle")).isCloseTo(10 / 17.5, within(0.015));
    assertThat(shares.get("half")).isCloseTo(5 / 17.5, within(0.015));
    assertThat(shares.get("busy")).isCloseTo(2.5 / 17.5, within(0.015));
    assertThat(shares).doesNotContainKey("other");
  }

  @Test
  void givesAnAlmostFullAgentAPositiveWeight() {
    var scene = Scene.empty().with(agentOf(US, "a", Math.nextDown(1.0)));

    assertThat(scene.targets(request("e")).get(0).agentId()).isEqualTo("a");
  }

  @Test
  void choosesAnewForEveryAttempt() {
    var scene = Scene.page();
    int changed = 0;
    for (int i = 0; i < 100; i++) {
      var first = scene.targets(request("e-" + i).from(US));
      assertThat(scene.targets(request("e-" + i).from(US))).isEqualTo(first);
      changed += scene.targets(request("e-" + i).from(US).attempt(2)).equals(first) ? 0 : 1;
    }
    assertThat(changed).isBetween(75, 100);
  }

  @Test
  void choosesEverySlotAnewAmongTheRest() {
    var two =
        new Pattern.Agents(
            Set.of(), 2, OptionalInt.empty(), new RegionWish.Auto(), Optional.empty());
    var scene = Scene.empty().agents(US, 40).with(Given.pattern("two", two));
    var partners = new HashMap<String, Integer>();
    int pairs = 0;
    for (int i = 0; i < 20_000; i++) {
      var targets = scene.targets(request("e-" + i).pattern("two"));
      if (targets.get(0).agentId().equals(US + "-7")) {
        partners.merge(targets.get(1).agentId(), 1, Integer::sum);
        pairs++;
      }
    }

    // About 500 pairs with 39 partners, 13 each: none goes along with it more than others do.
    assertThat(pairs).isBetween(400, 600);
    assertThat(partners).hasSize(39);
    assertThat(partners.values()).allMatch(count -> count < 40);
  }

  @Test
  void spreadsFurtherAgentsOverTheNamedRegionsBySpareCapacity() {
    var distribution = new Pattern.Distribution(List.of(EU, US), 1);
    var three =
        new Pattern.Agents(
            Set.of(), 3, OptionalInt.empty(), new RegionWish.Auto(), Optional.of(distribution));
    var scene = Scene.of(EU, US).agents(US, 20).agents(EU, 10).with(Given.pattern("three", three));
    int twiceInUs = 0;
    for (int i = 0; i < 10_000; i++) {
      var regions = scene.regionsOf(request("e-" + i).pattern("three"));
      assertThat(regions).hasSize(3).contains(EU, US);
      twiceInUs += regions.get(2).equals(US) ? 1 : 0;
    }

    // One of each is taken: 19 and 9 are left.
    assertThat(twiceInUs / 10_000.0).isCloseTo(19 / 28.0, within(0.015));
  }

  @Test
  void neverTakesAnAgentThatIsExcluded() {
    var scene = Scene.empty().agent(US, "a", "x").agent(US, "b", "x", "y");

    for (int i = 0; i < 20; i++) {
      assertThat(scene.targets(request("e-" + i).attempt(2, "a", "unknown")))
          .extracting(Target::agentId)
          .containsExactly("b");
    }
    assertThat(scene.reasonOf(request("e").attempt(3, "a", "b")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
  }

  private static Map<String, Double> shares(Scene scene, int count) {
    var router = scene.router();
    var shares = new HashMap<String, Double>();
    for (int i = 0; i < count; i++) {
      var routed =
          (Routed) router.decide(request("e-" + i).needs("x").build(), scene.fleet, Scene.NOW);
      shares.merge(routed.targets().get(0).agentId(), 1.0 / count, Double::sum);
    }
    return shares;
  }
}
