package dev.parallax.health.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.events.AgreementView;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.RegionExplanation;
import dev.parallax.events.ServingMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The console's JSON by example: its fields are what the page and scripts rely on. */
class StateDocumentTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode json(Object document) throws JsonProcessingException {
    return JSON.readTree(ConsoleJson.text(document));
  }

  private static StateView state(Scene scene) {
    return scene.since(Scene.Seen.NOTHING).state();
  }

  private static RegionView region(Scene scene, int index) {
    return state(scene).regions().get(index);
  }

  @Test
  void showsAnActivePassiveInstallationWhosePrimaryIsDown() throws Exception {
    var actual = json(state(Told.full()));
    var version = actual.get("version").asText();

    assertThat(actual)
        .isEqualTo(
            JSON.readTree(
                """
                {"at": 1700000100000, "controlPlane": "global", "recovery": "active-passive",
                 "topics": "parallax.", "version": "%s",
                 "reading": {"status": "live", "message": ""},
                 "epoch": 7, "toldAt": 1700000099000, "silence": null, "sampled": false,
                 "agreement": null,
                 "regions": [
                   {"id": "us-east-1", "name": "US East", "primary": true, "current": true,
                    "health": "unhealthy", "lastVerdict": "unhealthy", "cause": "3 of 3 probes",
                    "serving": "standby", "active": false, "words": ["standby"],
                    "redirect": null, "standsInFor": [], "epoch": 7, "since": 1700000040000,
                    "agents": 0, "draining": 0, "capacity": 0, "inFlight": 0,
                    "capabilities": {}, "executions": 0, "failures": 0, "triggers": []},
                   {"id": "eu-west-1", "name": "EU West", "primary": false, "current": false,
                    "health": "healthy", "lastVerdict": "healthy", "cause": "3 of 3 probes",
                    "serving": "serving", "active": true, "words": ["active"],
                    "redirect": null, "standsInFor": ["us-east-1"], "epoch": 7,
                    "since": 1700000040000, "agents": 2, "draining": 1, "capacity": 4,
                    "inFlight": 4, "capabilities": {"analysis": 2, "ocr": 2},
                    "executions": 12, "failures": 1, "triggers": []}],
                 "links": [
                   {"from": "us-east-1", "to": "eu-west-1", "state": "up", "latencyMs": 85.25,
                    "error": null},
                   {"from": "eu-west-1", "to": "us-east-1", "state": "down", "latencyMs": null,
                    "error": "refused"}]}
                """
                    .formatted(version)));
    assertThat(version).isNotBlank();
  }

  @Test
  void saysThatNoMajorityIsHeard() {
    var scene = Told.scene();
    var agreement = new AgreementView("eu-west-1", 3L, 2L, false, List.of("us-east-1"), 5L, null);
    scene.region(
        "us-east-1",
        Optional.of(Told.region("us-east-1", Health.HEALTHY).setAgreement(agreement).build()));

    assertThat(state(scene).agreement())
        .isEqualTo(
            new StateView.Agreement(
                "eu-west-1",
                3,
                false,
                List.of("us-east-1"),
                5,
                "no majority: region us-east-1 sees only us-east-1 of us-east-1, eu-west-1; the"
                    + " failover state does not change"));
  }

  @Test
  void showsConfiguredRegionsOfWhichNothingIsKnown() {
    var scene = Told.scene();

    assertThat(region(scene, 1))
        .satisfies(
            region -> {
              assertThat(region.id()).isEqualTo("eu-west-1");
              assertThat(region.health()).isEqualTo("unknown");
              assertThat(region.serving()).isEqualTo("unknown");
              assertThat(region.since()).isZero();
            });
    assertThat(state(scene).reading().status()).isEqualTo("starting");
    assertThat(state(scene).silence()).as("nothing was read that could be missed").isNull();
  }

  @Test
  void saysThatNoHealthApplicationSeemsToRun() {
    var scene = Told.scene();
    scene.reading(Reading.LIVE);
    assertThat(state(scene).silence())
        .isEqualTo("no health application has told any region's state yet");

    var old = Told.region(Told.US, Health.HEALTHY).setUpdatedAt(Told.NOW - 90_000).build();
    scene.region(Told.US, Optional.of(old));
    assertThat(state(scene).silence())
        .isEqualTo(
            "the newest state of a region was told 90 s ago: no health application seems to write"
                + " it");
  }

  @Test
  void showsWhoStandsInForAnEvacuatedRegion() {
    var scene = Told.scene();
    scene.region(
        Told.EU,
        Optional.of(
            Told.region(Told.EU, Health.DEGRADED)
                .setServing(ServingMode.EVACUATED)
                .setRedirect(Told.US)
                .build()));

    assertThat(region(scene, 0).standsInFor()).containsExactly(Told.EU);
    assertThat(region(scene, 1).words()).containsExactly("evacuated to us-east-1");
    assertThat(region(scene, 1).redirect()).isEqualTo(Told.US);
  }

  @Test
  void forgetsADeletedRegionAndALeavingAgent() {
    var scene = Told.full();
    scene.region(Told.US, Optional.empty());
    scene.agent("a", Optional.empty());

    assertThat(region(scene, 0).health()).isEqualTo("unknown");
    assertThat(region(scene, 1).agents()).isEqualTo(1);
    assertThat(region(scene, 1).capacity()).isZero();
  }

  @Test
  void explainsARoutedDecisionByTheRegionThatWon() throws Exception {
    var decision = Told.decision("e-1", "global-consensus");
    decision.setRegions(
        List.of(explained(Told.US, "farther"), explained(Told.EU, "chosen for 1 agent")));
    decision.setHeldMs(1_200);

    assertThat(json(DecisionView.of(decision)))
        .isEqualTo(
            JSON.readTree(
                """
                {"execution": "e-1", "attempt": 1, "at": 1700000100000,
                 "pattern": "global-consensus", "from": "us-east-1", "to": ["eu-west-1"],
                 "agents": 1, "strategy": "latency", "rule": null, "result": "routed",
                 "reason": null, "heldMs": 1200,
                 "why": "chosen for 1 agent, 85 ms away, spare capacity 28, 2 of 2 regions eligible"}
                """));
  }

  @Test
  void explainsAnUnroutableDecisionByItsMessage() {
    var decision = Told.decision("e-2", null);
    decision.setResult(DecisionResult.UNROUTABLE);
    decision.setReason("RESIDENCY");
    decision.setMessage("eu-west-1 has no agents");
    decision.setTargets(List.of());

    var view = DecisionView.of(decision);

    assertThat(view.result()).isEqualTo("unroutable");
    assertThat(view.reason()).isEqualTo("RESIDENCY");
    assertThat(view.why()).isEqualTo("eu-west-1 has no agents");
    assertThat(view.to()).isEmpty();
  }

  @Test
  void showsAnEventOfFailover() throws Exception {
    assertThat(json(FailoverView.of(Told.event("f-1", FailoverKind.FAILOVER))))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "f-1", "at": 1700000100000, "epoch": 7, "kind": "FAILOVER",
                 "from": "us-east-1", "to": "eu-west-1", "cause": "us-east-1 is UNHEALTHY",
                 "by": "automatic", "skipped": []}
                """));
  }

  @Test
  void keepsTheNewestHundredDecisions() {
    var scene = Told.scene();
    for (int i = 1; i <= 250; i++) {
      scene.decision(Told.decision("e-" + i, null));
    }

    assertThat(scene.since(Scene.Seen.NOTHING).decisions())
        .hasSize(100)
        .first()
        .extracting(DecisionView::execution)
        .isEqualTo("e-151");
  }

  private static RegionExplanation explained(String region, String why) {
    return RegionExplanation.newBuilder()
        .setRegion(region)
        .setEligible(true)
        .setWhy(why)
        .setLatencyMs(84.6)
        .setSpareCapacity(28.2)
        .build();
  }
}
