package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";

  @Test
  void replacesAnAgentOfTheSameIdWhereverItWas() {
    var fleet = Fleet.empty().with(agent("a", US, "x")).with(agent("a", EU, "y"));

    assertThat(fleet.connected(US)).isZero();
    assertThat(fleet.connected(EU)).isEqualTo(1);
    assertThat(fleet.eligible(US, Set.of()).count()).isZero();
    assertThat(fleet.eligible(EU, Set.of("y")).count()).isEqualTo(1);
    assertThat(fleet.agent("a")).contains(agent("a", EU, "y"));
  }

  @Test
  void countsDrainingAgentsAsConnectedButNotAsEligible() {
    var fleet =
        Fleet.empty()
            .with(agent("a", US, AgentStatus.CONNECTED))
            .with(agent("b", US, AgentStatus.DRAINING))
            .with(agent("c", US, AgentStatus.DISCONNECTED));

    assertThat(fleet.connected(US)).isEqualTo(2);
    assertThat(fleet.eligible(US, Set.of()).count()).isEqualTo(1);
    var all = new ArrayList<String>();
    fleet.forEachAgent(agent -> all.add(agent.id()));
    assertThat(all).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void leavesEarlierSnapshotsAsTheyWere() {
    var before = Fleet.empty().with(agent("a", US));
    var after = before.withoutAgent("a").with(agent("b", US));

    assertThat(before.agent("a")).isPresent();
    assertThat(before.agent("b")).isEmpty();
    assertThat(after.agent("a")).isEmpty();
    assertThat(after.connected(US)).isEqualTo(1);
  }

  @Test
  void isTheSameWhenNothingChanges() {
    var fleet =
        Fleet.empty()
            .with(agent("a", US))
            .with(healthy(US))
            .with(pattern("p", "1.0.0"))
            .withMissingTopics(Set.of(EU));

    assertThat(fleet.with(agent("a", US))).isSameAs(fleet);
    assertThat(fleet.with(healthy(US))).isSameAs(fleet);
    assertThat(fleet.with(pattern("p", "1.0.0"))).isSameAs(fleet);
    assertThat(fleet.withMissingTopics(Set.of(EU))).isSameAs(fleet);
    assertThat(fleet.withoutAgent("z")).isSameAs(fleet);
    assertThat(fleet.withoutRegion(EU)).isSameAs(fleet);
    assertThat(fleet.withoutPattern("q")).isSameAs(fleet);
  }

  @Test
  void sumsSpareCapacityInTasks() {
    var fleet = Fleet.empty().with(loaded("a", 0.25, 8)).with(loaded("b", 0.5, 2));

    assertThat(fleet.eligible(US, Set.of()).spare()).isEqualTo(7 * Agent.UNITS_PER_TASK);
  }

  @Test
  void knowsNothingOfARegionWhoseStatusIsGone() {
    var fleet = Fleet.empty().with(agent("a", US)).with(healthy(US)).withoutRegion(US);

    assertThat(fleet.region(US)).isEmpty();
    assertThat(fleet.status(US)).isEqualTo(RegionStatus.unknown(US));
    assertThat(fleet.connected(US)).isEqualTo(1);
  }

  @Test
  void listsThePathsThatPatternsRead() {
    var template =
        new Pattern.Agents(
            Set.of(),
            1,
            OptionalInt.empty(),
            RegionWish.parse("$input.a.b || \"auto\""),
            Optional.empty());
    var fleet = Fleet.empty().with(pattern("p", "1.0.0", template)).with(pattern("q", "1.0.0"));

    assertThat(fleet.inputPaths()).containsExactly("a.b");
    assertThat(fleet.withoutPattern("p").inputPaths()).isEmpty();
  }

  @Test
  void raisesTheAdmissionVersionOnlyForWhatOpensSomething() {
    var fleet = Fleet.empty().with(agent("a", US, "x")).with(healthy(US));

    assertThat(opens(fleet, fleet.with(agent("b", US)))).isTrue();
    assertThat(opens(fleet, fleet.with(agent("a", US, "x", "y")))).isTrue();
    assertThat(opens(fleet, fleet.with(agent("a", EU, "x")))).isTrue();
    assertThat(opens(fleet, fleet.with(agent("a", US)))).isFalse();
    assertThat(opens(fleet, fleet.with(agent("a", US, AgentStatus.DRAINING)))).isFalse();
    assertThat(opens(fleet, fleet.withoutAgent("a"))).isFalse();
    assertThat(opens(fleet, fleet.with(pattern("p", "1.0.0")))).isTrue();
    assertThat(opens(fleet, fleet.with(status(US, Health.UNHEALTHY, Map.of())))).isFalse();
    assertThat(opens(fleet, fleet.with(status(US, Health.HEALTHY, Map.of(EU, 10.0))))).isTrue();
  }

  @Test
  void raisesTheAdmissionVersionWhenATrialBeginsAndWhenItEndsWell() {
    var sick = Fleet.empty().with(status(US, Health.UNHEALTHY, Map.of()));
    var trial = status(US, Health.UNHEALTHY, Map.of()).withTrial(true);
    var tried = sick.with(trial);

    assertThat(opens(sick, tried)).isTrue();
    assertThat(opens(tried, tried.with(healthy(US)))).isTrue();
    assertThat(opens(tried, tried.with(status(US, Health.UNHEALTHY, Map.of())))).isFalse();
    assertThat(opens(tried.with(healthy(US)), tried.with(healthy(US)).with(trial))).isFalse();
  }

  @Test
  void opensNothingByARamp() {
    var before = Fleet.empty().with(healthy(US));

    assertThat(opens(before, before.with(healthy(US).withRamp(new Ramp(EU, 5, 10))))).isFalse();
  }

  @Test
  void raisesTheAdmissionVersionWhenARegionGetsItsTopicBack() {
    var missing = Fleet.empty().withMissingTopics(Set.of(US, EU));

    assertThat(missing.lacksTopic(US)).isTrue();
    assertThat(opens(Fleet.empty(), missing)).isFalse();
    assertThat(opens(missing, missing.withMissingTopics(Set.of(US)))).isTrue();
    assertThat(missing.withMissingTopics(Set.of(US)).lacksTopic(EU)).isFalse();
  }

  @Test
  void raisesTheAdmissionVersionWhenARegionsOwnLatencyIsNoLongerMeasured() {
    var slow = Fleet.empty().with(status(US, Health.HEALTHY, Map.of(US, 300.0)));

    assertThat(opens(slow, slow.with(healthy(US)))).isTrue();
    assertThat(opens(slow.with(healthy(US)), slow.with(healthy(US)).with(statusOf(300)))).isFalse();
  }

  @Test
  void takesTheNewestEpochOfAllRegions() {
    var fleet = Fleet.empty().with(epoch(US, 3)).with(epoch(EU, 2));

    assertThat(fleet.epoch()).isEqualTo(3);
    assertThat(fleet.withoutRegion(US).epoch()).isEqualTo(2);
  }

  @Test
  void countsLossesOnly() {
    var one = Fleet.empty().with(healthy(US)).with(loaded("a", 0, 1));
    var gone = new Agent("a", US, Set.of(), 1, 0, 0, AgentStatus.DISCONNECTED, 0, "i");
    var moved = new Agent("a", EU, Set.of(), 1, 0, 0, AgentStatus.CONNECTED, 0, "i");
    var sick = status(US, Health.UNHEALTHY, Map.of());

    assertThat(loses(one, one.with(gone))).isTrue();
    assertThat(loses(one, one.with(moved))).isTrue();
    assertThat(loses(one, one.withoutAgent("a"))).isTrue();
    assertThat(loses(one, one.with(sick))).isTrue();
    assertThat(loses(one, one.with(loaded("a", 1, 1)))).isFalse();
    assertThat(loses(one, one.with(loaded("b", 0, 1)))).isFalse();
    assertThat(loses(one.with(gone), one.with(gone).withoutAgent("a"))).isFalse();
    assertThat(loses(one.with(sick), one.with(sick).with(healthy(US)))).isFalse();
  }

  private static boolean loses(Fleet before, Fleet after) {
    return after.lossVersion() > before.lossVersion();
  }

  private static boolean opens(Fleet before, Fleet after) {
    return after.admissionVersion() > before.admissionVersion();
  }

  private static RegionStatus statusOf(double ownLatency) {
    return status(US, Health.HEALTHY, Map.of(US, ownLatency));
  }

  private static RegionStatus healthy(String region) {
    return status(region, Health.HEALTHY, Map.of());
  }

  private static RegionStatus status(String region, Health health, Map<String, Double> latency) {
    return new RegionStatus(
        region, health, health, false, Optional.empty(), false, false, 0, latency);
  }

  private static RegionStatus epoch(String region, long epoch) {
    return new RegionStatus(
        region,
        Health.HEALTHY,
        Health.HEALTHY,
        false,
        Optional.empty(),
        false,
        false,
        epoch,
        Map.of());
  }

  private static Agent agent(String id, String region, String... capabilities) {
    return new Agent(id, region, Set.of(capabilities), 10, 0, 0, AgentStatus.CONNECTED, 0, "i");
  }

  private static Agent agent(String id, String region, AgentStatus status) {
    return new Agent(id, region, Set.of("x"), 10, 0, 0, status, 0, "i");
  }

  private static Agent loaded(String id, double load, int maxConcurrency) {
    return new Agent(id, US, Set.of(), maxConcurrency, load, 0, AgentStatus.CONNECTED, 0, "i");
  }

  private static Pattern pattern(String name, String version) {
    return pattern(name, version, Pattern.Agents.any(Set.of()));
  }

  private static Pattern pattern(String name, String version, Pattern.Agents agents) {
    return new Pattern(
        name,
        version,
        agents,
        new Pattern.Execution(
            "parallel", Optional.empty(), true, OptionalInt.empty(), OptionalInt.empty()),
        new Pattern.Aggregation(
            "first",
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Map.of(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            List.of(),
            false,
            OptionalDouble.empty()));
  }
}
