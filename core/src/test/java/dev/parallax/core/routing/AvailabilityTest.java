package dev.parallax.core.routing;

import static dev.parallax.core.routing.Scene.AP;
import static dev.parallax.core.routing.Scene.EU;
import static dev.parallax.core.routing.Scene.US;
import static dev.parallax.core.routing.Scene.agentOf;
import static dev.parallax.core.routing.Wanted.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Health;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R2, R3, R4, R15 and the regions that are served (C1). */
class AvailabilityTest {

  @Test
  void takesTheRoutersOwnRegionForTheOriginOfARequestThatNamesNone() {
    assertThat(Scene.page().decide(request("a")).explanation().origin()).contains(US);
    assertThat(Scene.page().regionOf(request("a"))).isEqualTo(US);
  }

  @Test
  void refusesAnUnknownOrigin() {
    var refusal = Scene.page().refusal(request("a").from("us-east-9"));

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(refusal.explanation().origin()).isEmpty();
  }

  @Test
  void excludesAnUnhealthyOrDrainedRegion() {
    assertThat(Scene.page().down(US).regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(Scene.page().drained(US).regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(Scene.page().down(US).explanation(request("a"), US).excludedBy()).contains("R3");
  }

  @ParameterizedTest
  @EnumSource(names = {"HEALTHY", "DEGRADED", "UNKNOWN"})
  void keepsARegionWhoseHealthIsUnknownAsItsLastVerdictLeftIt(Health last) {
    assertThat(Scene.page().health(US, Health.UNKNOWN, last).regionOf(request("a").from(US)))
        .isEqualTo(US);
    assertThat(
            Scene.page()
                .health(US, Health.UNKNOWN, Health.UNHEALTHY)
                .regionOf(request("a").from(US)))
        .isEqualTo(EU);
  }

  @Test
  void excludesARegionWhoseTopicIsMissing() {
    var scene = Scene.page().changed(fleet -> fleet.withMissingTopics(Set.of(US, AP)));

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(scene.explanation(request("a"), US).cause()).isEqualTo(Cause.NO_TOPIC);
    assertThat(scene.reasonOf(request("a").needs("analysis"))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
    assertThat(scene.changed(fleet -> fleet.withMissingTopics(Set.of())).regionOf(request("a")))
        .isEqualTo(US);
  }

  @Test
  void needsAllCapabilitiesOnOneAgent() {
    assertThat(Scene.page().reasonOf(request("a").needs("analysis", "translation")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
  }

  @Test
  void takesNoAgentThatIsFullDrainingOrGone() {
    var scene =
        Scene.empty()
            .with(agentOf(US, "full", 1))
            .with(agent("overfull", 10, 1.5, 0, AgentStatus.CONNECTED))
            .with(agent("busy", 3, 0, 3, AgentStatus.CONNECTED))
            .with(agent("none", 0, 0, 0, AgentStatus.CONNECTED))
            .with(agent("draining", 10, 0, 0, AgentStatus.DRAINING))
            .with(agent("gone", 10, 0, 0, AgentStatus.DISCONNECTED));

    assertThat(scene.reasonOf(request("a").from(US))).isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(
            scene
                .with(agent("free", 3, 0.99, 2, AgentStatus.CONNECTED))
                .targets(request("a").from(US)))
        .containsExactly(new Target(0, US, "free", 7));
  }

  @Test
  void staysAtTheOriginIfNothingMayCrossRegions() {
    var scene = Scene.page().withoutCrossRegion();

    assertThat(scene.regionOf(request("a").from(EU))).isEqualTo(EU);
    assertThat(scene.reasonOf(request("a").from(US).needs("translation")))
        .isEqualTo(Reason.NO_ELIGIBLE_AGENT);
    assertThat(scene.down(US).reasonOf(request("a").from(US))).isEqualTo(Reason.NO_ELIGIBLE_REGION);
  }

  @Test
  void sendsNothingToARegionThatThisControlPlaneDoesNotServe() {
    var scene = Scene.page().serving(EU, AP);

    assertThat(scene.regionOf(request("a").from(US))).isEqualTo(EU);
    assertThat(scene.explanation(request("a"), US).cause()).isEqualTo(Cause.NOT_SERVED);
    assertThat(scene.evacuated(EU, US).regionOf(request("a").from(US))).isEqualTo(AP);
    assertThat(scene.evacuated(US, AP).explanation(request("a"), US).cause())
        .isEqualTo(Cause.NOT_SERVED);
  }

  private static Agent agent(
      String id, int maxConcurrency, double load, int inFlight, AgentStatus status) {
    return new Agent(id, US, Set.of(), maxConcurrency, load, inFlight, status, 7, "i");
  }
}
