package dev.parallax.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Fleet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The router and {@link NaiveRouter} agree on any configuration, fleet and request. */
class NaiveRouterTest {
  @Property(tries = 10_000)
  void decideAlike(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var config = world.scene().config();
    var router = Router.of(config, "h");
    var fleet = world.fleet();
    for (int i = 0; i < 3; i++) {
      // One router for them all: it keeps nothing of the fleets before.
      fleet = world.changed(world.changed(fleet));
      checkAgreement(router, config, world.request("e-" + i), fleet);
    }
  }

  private static void checkAgreement(
      Router router, ParallaxConfig config, Request request, Fleet fleet) {
    var decision = router.decide(request, fleet, Scene.NOW);
    var naive = NaiveRouter.of(config, request, fleet, Scene.NOW);
    if (decision instanceof Unroutable refused) {
      assertThat(new NaiveRouter.Answer.Refused(refused.reason(), refused.holdable()))
          .as(() -> shown(config, request, fleet, decision))
          .isEqualTo(naive.answer());
    } else {
      assertThat(naive.answer())
          .as(() -> shown(config, request, fleet, decision))
          .isInstanceOf(NaiveRouter.Answer.Sent.class);
      checkSent(
          (Routed) decision,
          (NaiveRouter.Answer.Sent) naive.answer(),
          () -> shown(config, request, fleet, decision));
    }
  }

  @Property(tries = 3_000)
  void explainRegionsAlike(@ForAll long seed) {
    var world = new AnyWorld(seed);
    var config = world.scene().config();
    var fleet = world.fleet();
    var request = world.request("e");
    var naive = NaiveRouter.of(config, request, fleet, Scene.NOW);
    if (naive.demand.refusal().isEmpty()) {
      var decision = Router.of(config, "h").decide(request, fleet, Scene.NOW);
      checkExplained(decision, naive, config);
    }
  }

  private static void checkSent(
      Routed routed, NaiveRouter.Answer.Sent sent, Supplier<String> world) {
    Map<String, Integer> counts = new HashMap<>();
    routed.targets().forEach(target -> counts.merge(target.region(), 1, Integer::sum));
    assertThat(counts).as(world).containsOnlyKeys(sent.regions());
    assertThat(counts.values()).allMatch(count -> count >= sent.each());
    assertThat(routed.targets()).hasSize(sent.agents());
  }

  private static void checkExplained(Decision decision, NaiveRouter naive, ParallaxConfig config) {
    assertThat(decision.explanation().requiredCapabilities())
        .containsExactlyInAnyOrder(naive.demand.required());
    for (int i = 0; i < config.regionIds().size(); i++) {
      var region = config.regionIds().get(i);
      var explained = decision.explanation().regions().get(i);
      assertThat(explained.region()).isEqualTo(region);
      assertThat(explained.eligibleAgents()).isEqualTo(naive.agentsFor(region).size());
      assertThat(explained.neededAgents()).isEqualTo(naive.demand.needed());
      assertThat(explained.standIn())
          .isEqualTo(naive.standIn(region).filter(target -> !target.equals(region)));
      assertThat(explained.excludedBy())
          .as(() -> shown(config, naive.request, naive.fleet, decision))
          .isEqualTo(naive.excludedBy(region));
    }
  }

  /** All that a disagreement depends on. */
  private static String shown(
      ParallaxConfig config, Request request, Fleet fleet, Decision decision) {
    var text = new StringBuilder();
    text.append(config.routing()).append('\n').append(request).append('\n');
    request.pattern().flatMap(fleet::pattern).ifPresent(p -> text.append(p.agents()).append('\n'));
    config.regionIds().forEach(region -> text.append(fleet.status(region)).append('\n'));
    fleet.forEachAgent(agent -> text.append(agent).append('\n'));
    return text.append(decision.explanation().text()).append('\n').toString();
  }
}
